import { inspectContainer } from './containers';
import type { Engine } from './engine';
import { readLogTail } from './log-tail';

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
  const said = await readLogTail(engine, id, 20, signal);
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
