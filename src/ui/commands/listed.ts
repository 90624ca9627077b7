import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../model/failure';
import type { Lab } from '../../topology/lab';

/** Who chooses something waits no longer for the other engines: one that is far away may take its time. ms */
const OTHERS_MS = 2000;

/**
 * Sees to it that the engine is connected and has been listed, so that there is something to choose from; so are the
 * others of this window, where they can be.
 * @throws Failure when no engine can be reached
 */
export async function listed(lab: Lab): Promise<void> {
  const others = Promise.allSettled(lab.beside.map(list));
  try {
    await list(lab);
  } catch (error) {
    await others;
    if (!lab.beside.some(({ store }) => store.listed)) throw error;
    lab.log.debug(`offering what the other engines have: ${reasonOf(error)}`);
  }
  await Promise.race([others, sleep(OTHERS_MS, undefined, { ref: false })]);
}

async function list(lab: Lab): Promise<void> {
  await lab.connect();
  if (!lab.store.listed) await lab.refresh();
}
