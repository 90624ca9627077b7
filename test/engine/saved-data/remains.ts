import type { Engine } from '../../../src/docker/engine';
import { LABEL } from '../../../src/docker/labels';
import { listSavedVolumes } from '../../../src/docker/volumes';

/** The volumes of all that was saved of topologies of a name, by name. */
export async function savedVolumes(engine: Engine, topology: string): Promise<string[]> {
  const volumes = await listSavedVolumes(engine);
  return volumes.filter(({ labels }) => labels[LABEL.savedFrom] === topology).map(({ name }) => name);
}

/** Containers that are held for a moment with a volume of saved data, or should have ended. */
export async function heldContainers(engine: Engine, savedId: string): Promise<string[]> {
  const rows = await engine.docker.listContainers({ all: true, filters: { label: [LABEL.held] } });
  return rows
    .filter(({ Mounts }) => Mounts.some(({ Name }) => Name?.endsWith(`-saved-${savedId.slice(0, 8)}`)))
    .map(({ Id }) => Id);
}
