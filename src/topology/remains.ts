import type { Engine } from '../docker/engine';
import { LABEL } from '../docker/labels';
import { listTopologyNetworks } from '../docker/networks';
import { listTopologyVolumes } from '../docker/volumes';
import type { Remains } from './discover';

/** A network younger than this may be one whose containers are about to be made. ms */
const YOUNG_MS = 60_000;

/** The networks and volumes that carry a topology's id. @throws Failure, Cancelled */
export async function findRemains(engine: Engine, now: number): Promise<Remains[]> {
  const [networks, volumes] = await Promise.all([listTopologyNetworks(engine), listTopologyVolumes(engine)]);
  const old = networks.filter((n) => now - n.createdAt > YOUNG_MS);
  return [...old, ...volumes].flatMap(({ labels }) => {
    const topology = labels[LABEL.topology];
    return topology ? [{ topology, name: labels[LABEL.name] ?? topology }] : [];
  });
}
