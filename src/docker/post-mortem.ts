import { text } from '../model/text';
import { inspectContainer } from './containers';
import { Demultiplexer } from './demux';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

const LAST_LINES = 6;

/**
 * Why a container's server has ended, in its own last words; undefined while it runs.
 * @throws Failure, Cancelled
 */
export async function postMortem(
  engine: Engine,
  id: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { State } = await inspectContainer(engine, id, signal);
  if (State.Running || State.Status === 'created') return undefined;
  const what = text('The log of container {0} could not be read', shortId(id));
  const log = await request(
    engine,
    what,
    (abortSignal) =>
      engine.docker
        .getContainer(id)
        .logs({ stdout: true, stderr: true, follow: false, tail: 20, abortSignal }),
    { signal },
  );
  let said = '';
  const demultiplexer = new Demultiplexer((_, piece) => {
    said += piece.toString('utf8');
  });
  demultiplexer.write(Buffer.from(log));
  const oom = State.OOMKilled ? ', out of memory' : '';
  return `ended with code ${State.ExitCode}${oom}: ${lastWords(said)}`;
}

/** The end of a server's log without times; only its warnings (marked #), where there are any. */
export function lastWords(log: string): string {
  const lines = log
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '');
  const warnings = lines.filter((l) => /^\d+:[A-Z] .{10,30} # /.test(l));
  const told = (warnings.length > 0 ? warnings : lines).map((l) =>
    l.replace(/^\d+:[A-Z] .{10,30}? [#*.-] /, ''),
  );
  return told.slice(-LAST_LINES).join(' / ');
}
