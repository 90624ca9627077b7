import { setTimeout as sleep } from 'node:timers/promises';
import { engineTrouble } from '../../docker/engine-failure';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { FORWARD } from '../handover/settle';
import type { Work } from '../work';
import { madeBy } from './erase-nodes';
import { expel } from './expel';

/** An engine that went away may come back: tried again this often, with this pause in ms. */
const ATTEMPTS = 10;
const PAUSE_MS = 2000;

const quietly: Work = { signal: FORWARD, step: () => {} };

/**
 * Takes back what an addition has done so far, also when the engine is away for a moment.
 * @param first why it is taken back
 * @throws Failure when even that fails: both causes are told, and what is left can be removed from the tree later
 */
export async function undoAddition(
  lab: Lab,
  topology: TopologySnapshot,
  addition: string,
  first: unknown,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await removeAddition(lab, topology, addition, quietly);
      return;
    } catch (error) {
      if (attempt < ATTEMPTS && engineTrouble(error) !== undefined) {
        await sleep(PAUSE_MS);
        continue;
      }
      throw new Failure(text('Not all that was added to {0} could be taken back', topology.name), {
        why: first instanceof Cancelled ? reasonOf(error) : `${reasonOf(first)}; ${reasonOf(error)}`,
        next: text('It is shown as not added: remove it there.'),
        remedies: ['retry', 'showLog'],
        cause: error,
      });
    }
  }
}

/** Removes the nodes of an addition that was not finished. May be repeated. @throws Failure, Cancelled */
export async function removeAddition(
  lab: Lab,
  topology: TopologySnapshot,
  addition: string,
  work: Work,
): Promise<void> {
  const made = await madeBy(await lab.connect(), addition);
  const now = (await lab.askAll(topology.id)) ?? topology;
  if (made.length > 0) await expel(lab, now, made, work);
}
