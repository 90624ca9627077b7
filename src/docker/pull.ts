import { addAbortSignal, Readable } from 'node:stream';
import { Cancelled } from '../model/failure';
import { type Text, text } from '../model/text';
import { TimedOut } from './bounds';
import type { Engine } from './engine';
import { engineFailure } from './engine-failure';
import { readNdjson } from './ndjson';
import { PullProgress } from './pull-progress';
import { request } from './request';

/** The longest silence of an engine that pulls, ms. */
const SILENCE_MS = 120_000;

export interface PullOptions {
  readonly signal?: AbortSignal;
  /** `fraction` from 0 to 1, undefined while it is not known how much there is. */
  readonly onProgress?: (fraction: number | undefined, what: Text) => void;
}

/**
 * Fetches an image. Done means that the engine said everything to the end without an error; a broken or aborted
 * transfer is not success.
 * @throws Failure with the cause's own words, Cancelled.
 */
export async function pullImage(engine: Engine, ref: string, options: PullOptions = {}): Promise<void> {
  const what = text('Image {0} could not be pulled', ref);
  const { signal, onProgress } = options;
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stillThere = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new TimedOut(SILENCE_MS)), SILENCE_MS);
  };
  try {
    const answer = await request(
      engine,
      what,
      (abortSignal) => engine.docker.pull(withTag(ref), { abortSignal }),
      {
        signal,
        timeoutMs: SILENCE_MS,
      },
    );
    const stream = answer instanceof Readable ? answer : new Readable().wrap(answer);
    addAbortSignal(AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]), stream);
    const progress = new PullProgress();
    stillThere();
    for await (const line of readNdjson(stream)) {
      stillThere();
      const trouble = errorIn(line);
      if (trouble !== undefined) throw new Error(trouble);
      progress.note(line);
      onProgress?.(progress.fraction, progress.text);
    }
  } catch (error) {
    if (signal?.aborted) throw new Cancelled();
    throw engineFailure(engine, what, silence.signal.aborted ? silence.signal.reason : error);
  } finally {
    clearTimeout(timer);
  }
}

/** Without tag and digest an engine would fetch every tag there is. */
function withTag(ref: string): string {
  return /[:@][^/]*$/.test(ref) ? ref : `${ref}:latest`;
}

/** An error comes as a line like any other, after HTTP status 200. */
function errorIn(line: unknown): string | undefined {
  if (typeof line !== 'object' || line === null) return undefined;
  const detail = 'errorDetail' in line ? line.errorDetail : undefined;
  if (typeof detail === 'object' && detail !== null && 'message' in detail) return String(detail.message);
  if ('error' in line) return String(line.error);
  return detail === undefined ? undefined : JSON.stringify(detail);
}
