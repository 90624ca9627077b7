import type { MigrationProgress, MigrationResult, MoveMethod } from '../../model/moves/migration';
import { type Move, rangesOf } from '../../model/moves/move';
import type { Text } from '../../model/text';
import type { Throttle } from '../../topology/migrations';

/** What rates are taken over. ms */
const WINDOW_MS = 3000;
/** More of one kind would be noise. */
const MOST_REMARKS = 20;

/** What a migration has done so far and what is under way, and the story that is told of it. */
export class Tally {
  method: MoveMethod;
  slotsDone = 0;
  keysDone = 0;
  readonly #slotsTotal: number;
  #keysTotal: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #remarks: Text[] = [];
  readonly #open = new Map<string, { from: string; to: string; slots: Set<number> }>();
  readonly #samples: { at: number; keys: number }[] = [];

  constructor(method: MoveMethod, slotsTotal: number, keysTotal: number, now: () => number) {
    this.method = method;
    this.#slotsTotal = slotsTotal;
    this.#keysTotal = keysTotal;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Something a user should know; told once. */
  remark(remark: Text): void {
    const known = this.#remarks.some((r) => r.key === remark.key && String(r.args) === String(remark.args));
    if (!known && this.#remarks.length < MOST_REMARKS) this.#remarks.push(remark);
  }

  begin(from: string, to: string, slots: readonly number[]): void {
    const key = `${from} ${to}`;
    const way = this.#open.get(key) ?? { from, to, slots: new Set() };
    for (const slot of slots) way.slots.add(slot);
    this.#open.set(key, way);
  }

  /** Slots that are not under way any more. @param moved whether they are the target's now */
  end(from: string, to: string, slots: readonly number[], moved: boolean): void {
    const way = this.#open.get(`${from} ${to}`);
    for (const slot of slots) way?.slots.delete(slot);
    if (moved) this.slotsDone += slots.length;
  }

  /** How many slots are under way. */
  get openSlots(): number {
    return [...this.#open.values()].reduce((sum, { slots }) => sum + slots.size, 0);
  }

  progress(throttle: Pick<Throttle, 'paused' | 'signal'>): MigrationProgress {
    const state = throttle.signal.aborted ? 'cancelling' : throttle.paused ? 'paused' : 'running';
    const keysPerSecond = this.#rate(state === 'paused');
    this.#keysTotal = Math.max(this.#keysTotal, this.keysDone);
    return {
      state,
      method: this.method,
      slotsDone: this.slotsDone,
      slotsTotal: this.#slotsTotal,
      keysDone: this.keysDone,
      keysTotal: this.#keysTotal,
      keysPerSecond,
      remainingMs: this.#remaining(),
      startedAt: this.#startedAt,
      current: this.#current(),
      remarks: [...this.#remarks],
    };
  }

  result(outcome: MigrationResult['outcome'], longestCallMs: number | undefined): MigrationResult {
    return {
      outcome,
      slotsMoved: this.slotsDone,
      keysMoved: this.keysDone,
      tookMs: this.#now() - this.#startedAt,
      method: this.method,
      longestCallMs,
      remarks: [...this.#remarks],
    };
  }

  #current(): Move[] {
    return [...this.#open.values()]
      .filter(({ slots }) => slots.size > 0)
      .map(({ from, to, slots }) => ({ from, to, slots: rangesOf(slots) }));
  }

  #rate(paused: boolean): number {
    const at = this.#now();
    this.#samples.push({ at, keys: this.keysDone });
    while ((this.#samples[0]?.at ?? at) < at - WINDOW_MS) this.#samples.shift();
    const [first] = this.#samples;
    if (paused || !first || at === first.at) return 0;
    return Math.round(((this.keysDone - first.keys) * 1000) / (at - first.at));
  }

  /** By the rate of keys; undefined before it is known, and while none moves. ms */
  #remaining(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    const passed = first && last ? last.at - first.at : 0;
    const keys = last && first ? last.keys - first.keys : 0;
    if (passed < 500 || keys <= 0) return undefined;
    return Math.round(((this.#keysTotal - this.keysDone) * passed) / keys);
  }
}
