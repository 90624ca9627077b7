import type { NodeSnapshot } from '../snapshot';

/** How hard a source is driven while its keys are moved. */
export interface Pace {
  /** Batches of slots under way at a time: while one is opened or closed, the others' keys move. */
  readonly batches: number;
  /** Connections for calls that move keys, one or a few calls at a time on each. */
  readonly lanes: number;
  /** Calls sent in one breath. */
  readonly together: number;
  /** Share of the budget that calls are made to take: what waits behind one in a server's queue is served only after it. */
  readonly share: number;
  /** How long a lane rests after a call, as a multiple of what the call took. */
  readonly rest: number;
}

/** Nobody else talks to the servers: as fast as they go. */
export const SWIFT: Pace = { batches: 8, lanes: 3, together: 3, share: 1 / 4, rest: 0 };

/** Clients are served: they get their turn between any two calls. */
export const GENTLE: Pace = { batches: 2, lanes: 2, together: 1, share: 1 / 10, rest: 0.5 };

/** From so many commands a second on, others use a server: we ask it a few, its replicas acknowledge once. */
const OTHERS = 20;

/** The pace for moving keys between some nodes, from what they were busy with when they answered last. */
export const paceFor = (ends: readonly NodeSnapshot[]): Pace =>
  ends.some(({ answer }) => answer.kind === 'data' && answer.server.opsPerSecond >= OTHERS) ? GENTLE : SWIFT;
