import { text } from '../model/text';
import { Demultiplexer } from './demux';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

/** The last lines of what a container's server wrote, both streams together. @throws Failure, Cancelled */
export async function readLogTail(
  engine: Engine,
  id: string,
  lines: number,
  signal?: AbortSignal,
): Promise<string> {
  const what = text('The log of container {0} could not be read', shortId(id));
  const wish = { stdout: true, stderr: true, follow: false as const, tail: lines };
  const log = await request(
    engine,
    what,
    (abortSignal) => engine.docker.getContainer(id).logs({ ...wish, abortSignal }),
    { signal },
  );
  let said = '';
  const demultiplexer = new Demultiplexer((_, piece) => {
    said += piece.toString('utf8');
  });
  demultiplexer.write(Buffer.from(log));
  return said;
}
