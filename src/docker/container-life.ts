import type Dockerode from 'dockerode';
import { type Text, text } from '../model/text';
import type { Engine } from './engine';
import { isAlreadySo } from './engine-failure';
import { request } from './request';
import { shortId } from './short-id';

/** Starts a container; one that runs already is fine. @throws Failure, Cancelled. */
export function startContainer(engine: Engine, id: string, signal?: AbortSignal): Promise<void> {
  const what = text('Container {0} could not be started', shortId(id));
  return act(engine, id, what, (c, abortSignal) => c.start({ abortSignal }), signal, 60_000);
}

/** How long the server gets to end by itself before it is killed, seconds. */
export interface StopOptions {
  readonly timeoutSeconds?: number;
}

/** Stops a container; one that does not run is fine. @throws Failure, Cancelled. */
export function stopContainer(
  engine: Engine,
  id: string,
  { timeoutSeconds = 5 }: StopOptions = {},
  signal?: AbortSignal,
): Promise<void> {
  const what = text('Container {0} could not be stopped', shortId(id));
  const stop = (c: Dockerode.Container, abortSignal: AbortSignal): Promise<unknown> =>
    c.stop({ t: timeoutSeconds, abortSignal });
  return act(engine, id, what, stop, signal, 30_000 + timeoutSeconds * 1000);
}

/** Stops and starts a container. @throws Failure, Cancelled. */
export function restartContainer(
  engine: Engine,
  id: string,
  { timeoutSeconds = 5 }: StopOptions = {},
  signal?: AbortSignal,
): Promise<void> {
  const what = text('Container {0} could not be restarted', shortId(id));
  const restart = (c: Dockerode.Container, abortSignal: AbortSignal): Promise<unknown> =>
    c.restart({ t: timeoutSeconds, abortSignal });
  return act(engine, id, what, restart, signal, 60_000 + timeoutSeconds * 1000);
}

/** Freezes a container's processes; its connections stay open and silent. @throws Failure, Cancelled. */
export function pauseContainer(engine: Engine, id: string, signal?: AbortSignal): Promise<void> {
  const what = text('Container {0} could not be paused', shortId(id));
  return act(engine, id, what, (c, abortSignal) => c.pause({ abortSignal }), signal);
}

/** Lets a paused container go on. @throws Failure, Cancelled. */
export function unpauseContainer(engine: Engine, id: string, signal?: AbortSignal): Promise<void> {
  const what = text('Container {0} could not be resumed', shortId(id));
  return act(engine, id, what, (c, abortSignal) => c.unpause({ abortSignal }), signal);
}

/** Sends a signal, such as SIGKILL or SIGSTOP, to a container's first process. @throws Failure, Cancelled. */
export function killContainer(
  engine: Engine,
  id: string,
  signalName: string,
  signal?: AbortSignal,
): Promise<void> {
  const what = text('{0} could not be sent to container {1}', signalName, shortId(id));
  const kill = (c: Dockerode.Container, abortSignal: AbortSignal): Promise<unknown> =>
    c.kill({ signal: signalName, abortSignal });
  return act(engine, id, what, kill, signal);
}

/** Gives a container another name. @throws Failure, Cancelled. */
export function renameContainer(
  engine: Engine,
  id: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const what = text('Container {0} could not be renamed to {1}', shortId(id), name);
  const rename = (c: Dockerode.Container, abortSignal: AbortSignal): Promise<unknown> => {
    const options = { name, abortSignal };
    return c.rename(options);
  };
  return act(engine, id, what, rename, signal);
}

async function act(
  engine: Engine,
  id: string,
  what: Text,
  run: (container: Dockerode.Container, abortSignal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal | undefined,
  timeoutMs = 30_000,
): Promise<void> {
  const container = engine.docker.getContainer(id);
  try {
    await request(engine, what, (abortSignal) => run(container, abortSignal), { signal, timeoutMs });
  } catch (error) {
    if (!isAlreadySo(error)) throw error;
  }
}
