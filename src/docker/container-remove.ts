import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../model/text';
import type { Engine } from './engine';
import { engineWords, isNotFound } from './engine-failure';
import { request } from './request';
import { shortId } from './short-id';

/** Engines now and then cannot remove what a process was still writing to, and can a moment later. */
const BUSY =
  /failed to remove root filesystem|device or resource busy|directory not empty|already in progress/;
const BUSY_ATTEMPTS = 6;

/**
 * Removes a container, running or not, with its anonymous volumes unless they are to be kept. One that is gone is fine.
 * @throws Failure, Cancelled.
 */
export async function removeContainer(
  engine: Engine,
  id: string,
  signal?: AbortSignal,
  keepVolumes = false,
): Promise<void> {
  const what = text('Container {0} could not be removed', shortId(id));
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const options = { force: true, v: !keepVolumes, abortSignal };
    for (let attempt = 1; ; attempt++) {
      try {
        await engine.docker.getContainer(id).remove(options);
        return;
      } catch (error) {
        if (attempt === BUSY_ATTEMPTS || !BUSY.test(engineWords(error))) throw error;
      }
      await sleep(attempt * 150, undefined, { signal: abortSignal });
    }
  };
  try {
    await request(engine, what, ask, { signal, timeoutMs: 60_000 });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
