import { Failure, throwIfCancelled } from '../../model/failure';
import type { SwitchPlan } from '../../model/handover';
import { DROP_CLIENTS, RELEASE } from '../../model/handover-commands';
import type { Log } from '../../model/log';
import { text } from '../../model/text';
import { holdUntilEqual } from './hold-until-equal';
import type { Hold } from './hold-writes';
import type { Journal } from './journal';
import { lostBytes } from './loss';
import type { Actor } from './party';
import { type Demoted, demote, insist, makeMaster, redirect } from './roles';

/** The switch is not begun with less of the hold left than this, ms: promotion and demotion must lie within it. */
const MARGIN_MS = 900;

export interface Cast {
  readonly plan: SwitchPlan;
  readonly master: Actor;
  readonly to: Actor;
  readonly others: readonly Actor[];
  readonly journal: Journal;
  readonly log: Log;
}

/**
 * The switch itself: hold writes, wait until the replica has everything, promote it, tell those who lead clients to
 * it, demote the old master and send its clients away, release. Until the replica is promoted everything can be and
 * is taken back; from then on there is only forward.
 * @param equalWithinMs how long writes may be held for the replica to have everything, ms
 * @param tell tells the sentinels, and does not throw: awaited before clients are sent looking for the new master
 * @throws Failure, Cancelled, and what the connections throw before the promotion
 */
export async function switchRoles(
  cast: Cast,
  equalWithinMs: number,
  signal: AbortSignal,
  tell?: () => Promise<void>,
): Promise<{ heldMs: number; lostBytes: number }> {
  const { plan, master, to, others, journal, log } = cast;
  const hold = await holdUntilEqual(master, to, plan.hold, equalWithinMs, signal, log);
  let demoted: Demoted;
  let released: number;
  let following: Promise<PromiseSettledResult<void>[]> | undefined;
  try {
    journal.note(text('{0} has everything that {1} acknowledged', to.name, master.name));
    throwIfCancelled(signal);
    demandTime(hold, master);
    await makeMaster(to);
    journal.note(text('{0} is master', to.name));
    const sendAway = plan.hold === 'pause' ? [DROP_CLIENTS, RELEASE] : [DROP_CLIENTS];
    following = Promise.allSettled(others.map((o) => redirect(o, to)));
    // Sentinels ask at once whom they are told of: what they then hear of the old master must be its new role.
    demoted = await demote(master, to, tell ? [] : sendAway);
    if (tell) {
      await tell();
      await insist(master, sendAway, to);
    }
    released = performance.now();
    journal.note(text('{0} follows it; its clients look for the new master', master.name));
  } finally {
    await hold.release();
  }
  for (const outcome of (await following) ?? []) if (outcome.status === 'rejected') throw outcome.reason;
  return { heldMs: released - hold.since, lostBytes: lostBytes(hold, demoted) };
}

/** Time flies when a process is not scheduled: a switch is not begun in the last moment of a hold. @throws Failure */
function demandTime(hold: Hold, master: Actor): void {
  if (hold.until - performance.now() > MARGIN_MS) return;
  throw new Failure(text('Writes could not be held long enough on {0}', master.name), {
    next: text('{0} is still the master; nothing was changed.', master.name),
    remedies: ['retry'],
  });
}
