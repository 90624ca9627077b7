import { Cancelled, throwIfCancelled } from '../model/failure';

/** Nobody answered in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
  readonly code = 'ETIMEDOUT';
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds / 1000} s`);
  }
}

/**
 * Runs something that ends at the latest after the given milliseconds, or when the caller's signal is aborted.
 * The signal handed to `run` tells it to stop; whether or not it listens, this promise settles.
 * Our own timer rather than AbortSignal.timeout, because a stream that was opened in time must go on living.
 * @throws TimedOut or Cancelled, or what `run` throws by itself.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  const controller = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const timer = setTimeout(() => giveUp(new TimedOut(milliseconds)), milliseconds);
  const onAbort = (): void => giveUp(new Cancelled());
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([run(controller.signal), givenUp]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
