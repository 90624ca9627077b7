import { Failure } from '../../model/failure';
import { formatBytes } from '../../model/format';
import type { CallSize, CountedSlot } from '../../model/moves/batching';
import type { Login } from '../../model/secrets';
import { text } from '../../model/text';
import type { Throttle } from '../../topology/migrations';
import { allEnded } from './all-ended';
import { carryKeys, differs, type Way } from './carry-keys';
import { countKeys } from './count-keys';
import type { Lanes } from './lanes';
import { type Listed, listKeys } from './list-keys';
import { printableKey } from './printable-key';
import type { Road } from './road';
import { sameValue } from './same-value';
import { setSlots } from './set-slots';
import type { Site } from './site';
import type { Tally } from './tally';

/** Keys listed at a time for one slot. */
const LISTED = 1000;
/** A source that has keys left after so many lists does not get rid of them. */
const MOST_LISTS = 10_000;

/** What moving a batch needs besides its ends. */
export interface Gear {
  readonly lanes: Lanes;
  readonly size: CallSize;
  readonly login: Login | undefined;
  readonly tally: Tally;
  readonly throttle: Throttle;
}

/** Slots that go from one master to another. */
export interface Flow {
  readonly source: Site;
  readonly target: Site;
  readonly road: Road;
  readonly slots: readonly CountedSlot[];
  /** They are open already and the target may hold keys of them. */
  readonly resumed: boolean;
}

/**
 * Moves a batch of slots wholly: opens them, empties them, closes them.
 *
 * The order is the specification's (redis.io, CLUSTER SETSLOT): importing before migrating, so that the target accepts
 * whom the source sends; at the end the target first, so that there is an owner at every moment. Other masters hear of
 * it from the target, which tells all of them at once.
 * @throws Failure; the slots may then be open, which the tally knows
 */
export async function moveBatch(flow: Flow, batch: readonly CountedSlot[], gear: Gear): Promise<void> {
  const { source, target } = flow;
  const { tally } = gear;
  const slots = batch.map(({ slot }) => slot);
  const wait = ({ name }: Site) => tally.remark(text('A replica of {0} was waited for', name));
  tally.begin(source.id, target.id, slots);
  await setSlots(target, slots, { state: 'importing', peer: source.clusterId }, wait);
  if (!flow.resumed) await refuseStrays(flow, slots, gear);
  await setSlots(source, slots, { state: 'migrating', peer: target.clusterId }, wait);
  await empty(flow, slots, gear);
  await setSlots(target, slots, { state: 'node', peer: target.clusterId }, wait);
  await setSlots(source, slots, { state: 'node', peer: target.clusterId }, wait);
  tally.end(source.id, target.id, slots, true);
}

async function empty(flow: Flow, slots: readonly number[], gear: Gear): Promise<void> {
  let left = slots;
  for (let round = 0; left.length > 0; round++) {
    if (round > MOST_LISTS)
      throw new Failure(text('{0} still has keys of slot {1}', flow.source.name, left[0] ?? 0));
    // What has many keys can be paused between two lists; the rest is through in a moment.
    if (round > 1) await gear.throttle.pass();
    const lists = await listKeys(flow.source, left, LISTED, gear.size.bigBytes);
    await allEnded(left.map((slot, i) => carryListed({ ...flow, ...gear, slot }, lists[i], gear)));
    const counts = await countKeys(flow.source, left);
    left = left.filter((_, i) => counts[i] !== 0);
  }
}

async function carryListed(way: Way, listed: Listed | undefined, { size, tally }: Gear): Promise<void> {
  if (!listed) return;
  const { keys, big, averageBytes } = listed;
  const carried: Promise<void>[] = [];
  const count = (n: number) => () => {
    tally.keysDone += n;
  };
  for (let from = 0; from < keys.length; ) {
    const some = keys.slice(from, from + size.keys(averageBytes));
    from += some.length;
    carried.push(carryKeys(way, some).then(count(some.length)));
  }
  for (const { key, bytes } of big) {
    tally.remark(
      text(
        'Key {0} on {1} is big ({2}): moved alone',
        printableKey(key),
        way.source.name,
        formatBytes(bytes),
      ),
    );
    carried.push(carryKeys(way, [key], true).then(count(1)));
  }
  await allEnded(carried);
}

/**
 * Keys that the target has of slots it does not serve are left from something that went wrong. The same as the
 * source's will be replaced; another value under the same name must not be, so the slots stay closed, with their owner.
 * @throws Failure naming the key and both nodes
 */
async function refuseStrays(flow: Flow, slots: readonly number[], gear: Gear): Promise<void> {
  const { source, target } = flow;
  const counts = await countKeys(target, slots);
  for (const [i, slot] of slots.entries()) {
    if (counts[i] === 0) continue;
    try {
      await compareStrays(flow, slot, gear);
    } catch (error) {
      await setSlots(target, slots, { state: 'stable' });
      gear.tally.end(source.id, target.id, slots, false);
      throw error;
    }
  }
}

async function compareStrays({ source, target }: Flow, slot: number, { size, tally }: Gear): Promise<void> {
  const [found] = await listKeys(target, [slot], LISTED, size.bigBytes);
  for (const key of [...(found?.keys ?? []), ...(found?.big ?? []).map((b) => b.key)]) {
    const [here] = await source.control.batchBytes([['EXISTS', key]]);
    if (here === 0) {
      tally.remark(
        text('{0} had keys of slot {1} that nobody served; now they are served', target.name, slot),
      );
    } else if (!(await sameValue(source, target, key))) throw differs({ source, target }, key);
  }
}
