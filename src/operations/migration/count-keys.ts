import { Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Site } from './site';

const ANSWER_MS = 10_000;

/** Keys that a node holds in each of some slots, owned or not. @throws Failure naming the node */
export async function countKeys(
  site: Pick<Site, 'name' | 'control'>,
  slots: readonly number[],
): Promise<number[]> {
  try {
    const replies = await site.control.batch(
      slots.map((slot) => ['CLUSTER', 'COUNTKEYSINSLOT', String(slot)]),
      ANSWER_MS,
    );
    for (const reply of replies) if (reply instanceof ServerError) throw reply;
    return replies.map(Number);
  } catch (error) {
    throw new Failure(text('{0} did not count the keys of slots', site.name), {
      why: reasonOf(error),
      remedies: ['retry', 'showLog'],
      cause: error,
    });
  }
}
