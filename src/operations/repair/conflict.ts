/** One key that two nodes hold with different values. */
export interface Conflict {
  readonly key: string;
  readonly slot: number;
  /** The node that owns the slot, and the other one. */
  readonly owner: Held;
  readonly other: Held;
}

/** A value as a person can read it: its type, its beginning, its time to live. It may be anything: text, never HTML. */
export interface Held {
  readonly node: string;
  readonly value: string;
}

/** Which of the two values stays; `leave`: both, and the slot stays open on the node that does not own it. */
export type Verdict = 'owner' | 'other' | 'leave';

export type Decide = (conflict: Conflict) => Promise<Verdict>;
