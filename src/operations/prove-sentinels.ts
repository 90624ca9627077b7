import type { Check } from '../model/checks';
import { fieldsOf } from '../model/parse/sentinel';
import { text } from '../model/text';
import { ServerError } from '../redis/connection';
import { isAt, type Member, placeOf } from './member';
import { type Finding, prove } from './proof';

/** What sentinels are to watch. */
interface Watched {
  readonly name: string;
  /** Undefined when nobody can tell which node is: then they are not asked for it. */
  readonly master: Member | undefined;
  /** How many there are. */
  readonly replicas: number;
  readonly sentinels: number;
}

/** Proves that the sentinels watch the right master, know everybody, can decide, and can save what they decide. */
export function proveSentinels(
  { name, master, replicas, sentinels: count }: Watched,
  sentinels: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
  writes = true,
): Promise<Check[]> {
  const onEach = (what: Check['what'], test: (s: Member) => Promise<{ ok: boolean; line: string }>) =>
    prove(what, patienceMs, signal, async (): Promise<Finding> => {
      const found = await Promise.all(sentinels.map(async (s) => ({ s, ...(await test(s)) })));
      // Of nobody nothing is proven.
      const passed = found.length > 0 && found.every((f) => f.ok);
      return { passed, evidence: found.map((f) => `${f.s.name}: ${f.line}`) };
    });
  const others = count - 1;
  return Promise.all([
    ...(master
      ? [
          onEach(text('Every sentinel monitors “{0}” at {1}', name, placeOf(master)), async (s) => {
            const at = await s.connection.run(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name]);
            const line = Array.isArray(at) ? at.join(':') : String(at);
            return { ok: isAt(master, line), line };
          }),
        ]
      : []),
    onEach(text('Every sentinel knows {0} replicas and {1} other sentinels', replicas, others), async (s) => {
      const f = fieldsOf(await s.connection.run(['SENTINEL', 'MASTER', name]));
      const [r, o] = [Number(f?.get('num-slaves')), Number(f?.get('num-other-sentinels'))];
      return { ok: r === replicas && o === others, line: `${r}, ${o}` };
    }),
    onEach(text('Every sentinel can reach a quorum'), (s) => words(s, ['SENTINEL', 'CKQUORUM', name])),
    ...(writes
      ? [
          onEach(text('Every sentinel can save its configuration'), (s) =>
            words(s, ['SENTINEL', 'FLUSHCONFIG']),
          ),
        ]
      : []),
  ]);
}

/** A command whose success begins with OK, and what was said. */
async function words(member: Member, command: readonly string[]): Promise<{ ok: boolean; line: string }> {
  const [reply] = await member.connection.batch([command]);
  const line = reply instanceof ServerError ? reply.message : String(reply);
  return { ok: line.startsWith('OK'), line };
}
