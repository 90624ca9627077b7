import * as vscode from 'vscode';
import { listAllContainers } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { listLocalImages } from '../../docker/images';
import { listTopologyNetworks } from '../../docker/networks';
import { listTopologyVolumes } from '../../docker/volumes';
import type { Spec } from '../../model/spec';
import type { Lab } from '../../topology/lab';
import { choosePorts } from '../../topology/ports';
import { namesInUse } from './names-in-use';

/** What the wizard finds out while it asks. Nothing of it changes anything. */
export interface Surroundings {
  /** From the user's settings; empty: none. */
  readonly defaultImage: string;
  takenNames(): Promise<readonly string[]>;
  localImages(): Promise<readonly string[]>;
  /** The same spec, its ports moved to where all are free. Throws a Failure when there is no such place. */
  withFreePorts(spec: Spec): Promise<Spec>;
}

/** The surroundings on the engine in use. @throws Failure when there is none */
export async function surroundingsOf(lab: Lab): Promise<Surroundings> {
  const engine = await lab.connect();
  const settings = vscode.workspace.getConfiguration('redisTopologyLab');
  return {
    defaultImage: settings.get<string>('defaultImage', ''),
    takenNames: () => takenNames(lab, engine),
    localImages: () => listLocalImages(engine),
    withFreePorts: (spec) => choosePorts(engine, spec),
  };
}

async function takenNames(lab: Lab, engine: Engine): Promise<readonly string[]> {
  const [containers, networks, volumes] = await Promise.all([
    listAllContainers(engine),
    listTopologyNetworks(engine),
    listTopologyVolumes(engine),
  ]);
  return namesInUse({
    topologies: lab.store.topologies.map((t) => t.name),
    // The networks of foreign containers too; an empty foreign one is found when ours is made.
    networks: [...networks.map((n) => n.name), ...containers.flatMap((c) => c.facts.networkName ?? [])],
    containers: containers.map((c) => c.facts.name),
    volumes: volumes.map((v) => v.name),
  });
}
