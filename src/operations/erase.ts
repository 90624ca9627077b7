import { listTopologyContainers, removeContainer } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { LABEL } from '../docker/labels';
import { listTopologyNetworks, removeNetwork } from '../docker/networks';
import { listTopologyVolumes, removeVolume } from '../docker/volumes';
import { concurrently } from './concurrently';

/** The engine does part of it one by one anyway. */
const AT_A_TIME = 3;

/**
 * Removes whatever carries a topology's id: containers, then volumes, then networks. Found by label at the engine,
 * so it also removes what a half-made or half-removed topology left. What is gone already is fine.
 * @throws Failure naming what could not be removed
 */
export async function erase(
  engine: Engine,
  topologyId: string,
  onContainer?: (name: string) => void,
): Promise<void> {
  const containers = (await listTopologyContainers(engine)).filter(
    (c) => c.rawLabels[LABEL.topology] === topologyId,
  );
  await concurrently(containers, AT_A_TIME, async (c) => {
    onContainer?.(c.facts.name);
    await removeContainer(engine, c.facts.id);
  });
  const [volumes, networks] = await Promise.all([listTopologyVolumes(engine), listTopologyNetworks(engine)]);
  const ours = <T extends { labels: Readonly<Record<string, string>> }>(rows: readonly T[]) =>
    rows.filter((r) => r.labels[LABEL.topology] === topologyId);
  await concurrently(ours(volumes), AT_A_TIME, (v) => removeVolume(engine, v.name));
  await concurrently(ours(networks), 1, (n) => removeNetwork(engine, n.id));
}
