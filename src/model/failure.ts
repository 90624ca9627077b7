import { render, type Text } from './text';

/** What a user can do about a failure; views turn each into a button. */
export type Remedy =
  | 'showLog'
  | 'retry'
  | 'chooseContext'
  | 'chooseImage'
  | 'removeTopology'
  | 'openDashboard'
  | 'choosePorts'
  | 'enterPassword';

/**
 * An error that a user can read: what failed, where, why in the cause's own words, and what to do next.
 * Everything that a room throws for a user to see is one of these; other errors are defects.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    /** What failed and where (names the node or the engine). */
    readonly what: Text,
    options: { why?: string; next?: Text; remedies?: readonly Remedy[]; cause?: unknown } = {},
  ) {
    super(options.why ? `${render(what)}: ${options.why}` : render(what), { cause: options.cause });
    this.why = options.why;
    this.next = options.next;
    this.remedies = options.remedies ?? [];
  }

  /** The cause's own words, if there is one. Not translated: it is what the engine or the server said. */
  readonly why: string | undefined;
  /** What to do next. */
  readonly next: Text | undefined;
  readonly remedies: readonly Remedy[];
}

/** The user asked for it: neither a failure nor a success. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('cancelled');
  }
}

/** Throws {@link Cancelled} if the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled();
}

/** What an unknown thrown value says, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
