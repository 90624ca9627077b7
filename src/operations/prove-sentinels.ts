import type { Check } from '../model/checks';
import { fieldsOf } from '../model/parse/sentinel';
import { text } from '../model/text';
import { ServerError } from '../redis/connection';
import { isAt, type Member, placeOf } from './member';
import { type Finding, prove } from './proof';

/** Proves that the sentinels watch the right master, know everybody, can decide, and can save what they decide. */
export function proveSentinels(
  name: string,
  master: Member,
  replicas: number,
  sentinels: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
  writes = true,
): Promise<Check[]> {
  const onEach = (what: Check['what'], test: (s: Member) => Promise<{ ok: boolean; line: string }>) =>
    prove(what, patienceMs, signal, async (): Promise<Finding> => {
      const found = await Promise.all(sentinels.map(async (s) => ({ s, ...(await test(s)) })));
      return { passed: found.every((f) => f.ok), evidence: found.map((f) => `${f.s.name}: ${f.line}`) };
    });
  const others = sentinels.length - 1;
  return Promise.all([
    onEach(text('Every sentinel monitors “{0}” at {1}', name, placeOf(master)), async (s) => {
      const at = await s.connection.run(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name]);
      const line = Array.isArray(at) ? at.join(':') : String(at);
      return { ok: isAt(master, line), line };
    }),
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
