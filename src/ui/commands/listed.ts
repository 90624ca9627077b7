import type { Lab } from '../../topology/lab';

/** Sees to it that the engine is connected and has been listed, so that there is something to choose from. */
export async function listed(lab: Lab): Promise<void> {
  await lab.connect();
  if (!lab.store.listed) await lab.refresh();
}
