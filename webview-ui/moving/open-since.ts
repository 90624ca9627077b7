/** What is so shortly open is a migration of ours that ends, or one that is begun. ms */
const SETTLE_MS = 2500;
/** Who moves slots closes some within this. ms */
const MOVING_MS = 10_000;

/**
 * What slots that are open mean, when no migration of this window runs: `moving`, somebody else moves them, as they
 * become others; `left`: they have stayed the same for long; `unknown`: not looked at for long enough.
 */
export type Openness = 'none' | 'unknown' | 'moving' | 'left';

interface Watched {
  readonly topology: string;
  readonly slots: string;
  /** When any were first seen open, and when others than these were. ms */
  readonly since: number;
  readonly changedAt: number | undefined;
}

let watched: Watched | undefined;

/** Told of the open slots with every render, says what they mean. `now`: of the snapshot, ms. */
export function openness(topology: string, open: readonly number[], ours: boolean, now: number): Openness {
  if (open.length === 0 || ours) {
    watched = undefined;
    return 'none';
  }
  const slots = open.join();
  if (watched?.topology !== topology) watched = { topology, slots, since: now, changedAt: undefined };
  else if (watched.slots !== slots) watched = { ...watched, slots, changedAt: now };
  const { since, changedAt } = watched;
  if (changedAt !== undefined && now - changedAt < MOVING_MS) return 'moving';
  if (now - (changedAt ?? since) >= MOVING_MS) return 'left';
  return now - since < SETTLE_MS ? 'none' : 'unknown';
}
