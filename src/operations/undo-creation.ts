import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../docker/engine';
import { engineTrouble } from '../docker/engine-failure';
import { Cancelled, Failure, reasonOf } from '../model/failure';
import { text } from '../model/text';
import { erase } from './erase';

/** An engine that went away may come back: tried again this often, with this pause in ms. */
const ATTEMPTS = 10;
const PAUSE_MS = 2000;

/**
 * Removes what a creation made so far, also when the engine is away for a moment.
 * @param first why it is undone
 * @throws Failure when even that fails: both causes are told, and what is left can be removed from the tree later
 */
export async function undoCreation(engine: Engine, id: string, name: string, first: unknown): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await erase(engine, id);
      return;
    } catch (error) {
      if (attempt < ATTEMPTS && engineTrouble(error) !== undefined) {
        await sleep(PAUSE_MS);
        continue;
      }
      throw new Failure(text('{0} was not made, and not all of it could be removed', name), {
        why: first instanceof Cancelled ? reasonOf(error) : `${reasonOf(first)}; ${reasonOf(error)}`,
        next: text('When the engine answers again, remove it in the view: it is shown as unfinished.'),
        remedies: ['retry', 'showLog'],
        cause: error,
      });
    }
  }
}
