import { Cancelled, Failure } from '../model/failure';
import type { Text } from '../model/text';
import { within } from './bounds';
import { engineFailure } from './engine-failure';

/** How long an engine may take for one ordinary answer, ms. */
export const ANSWER_WITHIN_MS = 30_000;

/**
 * One request to an engine: bounded in time, ended by the caller's signal, its errors made readable.
 * `what` is the sentence that a user reads when it fails.
 * @throws Failure, or Cancelled when the caller's signal was aborted.
 */
export async function request<T>(
  engine: { readonly name: string },
  what: Text,
  run: (signal: AbortSignal) => Promise<T>,
  options: { signal?: AbortSignal | undefined; timeoutMs?: number } = {},
): Promise<T> {
  try {
    return await within(options.timeoutMs ?? ANSWER_WITHIN_MS, options.signal, run);
  } catch (error) {
    if (error instanceof Cancelled || error instanceof Failure) throw error;
    throw engineFailure(engine, what, error);
  }
}
