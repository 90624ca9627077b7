/** Slots opened at a time for one source and target: few enough for clients not to notice, enough to share the waits. */
export const SLOTS_AT_ONCE = 16;
/** Slots with many keys are opened with fewer others, so that pausing and cancelling take effect soon. */
const KEYS_AT_ONCE = 2000;

/** A slot with the keys that its owner counted in it. */
export interface CountedSlot {
  readonly slot: number;
  readonly keys: number;
}

/** Slots in batches that are opened, emptied and closed together; at least one slot in each. */
export function batchesOf(slots: readonly CountedSlot[]): CountedSlot[][] {
  const batches: CountedSlot[][] = [];
  let keys = 0;
  for (const counted of slots) {
    const last = batches.at(-1);
    if (last && last.length < SLOTS_AT_ONCE && keys + counted.keys <= KEYS_AT_ONCE) {
      last.push(counted);
      keys += counted.keys;
    } else {
      batches.push([counted]);
      keys = counted.keys;
    }
  }
  return batches;
}

/** Memory of a key, bytes for each ms of budget, from which on it is moved in a call of its own. */
const BIG_BYTES_PER_MS = 50_000;
const FIRST = 64;
const LEAST = 16;
const MOST = 1000;
/** After so many calls the size is set anew, by the middle one of them: a busy machine makes single calls seem slow. */
const WINDOW = 15;
const GROWTH = 1.25;

/** How many keys one call may move, found by how long calls took: as many as keep the source busy for about the goal. */
export class CallSize {
  /** ms that a source should be busy at a time. */
  readonly goalMs: number;
  /** A key that takes more is moved alone, bytes. */
  readonly bigBytes: number;
  readonly #share: number;
  #keys = FIRST;
  #took: number[] = [];

  /**
   * @param budgetMs the longest that one call may block the source, ms
   * @param share of the budget that calls are made to take
   */
  constructor(budgetMs: number, share: number) {
    this.#share = share;
    this.goalMs = budgetMs * share;
    this.bigBytes = budgetMs * BIG_BYTES_PER_MS;
  }

  /** @param averageBytes memory of a key of this slot, bytes; 0: not known */
  keys(averageBytes: number): number {
    const bytes = (this.bigBytes * this.#share) / Math.max(1, averageBytes);
    return Math.max(1, Math.min(this.#keys, Math.floor(bytes)));
  }

  /** A call of so many keys kept the source busy for so long. One of few keys tells nothing of larger ones. */
  took(keys: number, busyMs: number): void {
    if (keys * 2 < this.#keys) return;
    this.#took.push(busyMs);
    if (this.#took.length < WINDOW) return;
    const middle = this.#took.sort((a, b) => a - b)[Math.floor(WINDOW / 2)] ?? this.goalMs;
    this.#took = [];
    const factor = Math.min(GROWTH, Math.max(0.5, this.goalMs / Math.max(middle, 0.01)));
    this.#keys = Math.min(MOST, Math.max(LEAST, Math.round(this.#keys * factor)));
  }
}
