import type { Text } from '../model/text';

/** What an operation is given to tell how it goes, and to be told to stop. */
export interface Work {
  readonly signal: AbortSignal;
  /** A step begins, or goes on with other numbers. */
  step(what: Text): void;
}
