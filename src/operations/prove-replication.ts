import { randomUUID } from 'node:crypto';
import type { Check } from '../model/checks';
import type { SlotRange } from '../model/cluster-view';
import { keyInSlots } from '../model/key-slot';
import { parseInfo } from '../model/parse/info';
import { type Text, text } from '../model/text';
import { ServerError } from '../redis/connection';
import { isAt, type Member } from './member';
import { prove } from './proof';

/** A probe key that somebody forgets ends by itself. Seconds. */
const PROBE_LIVES_S = 60;

/** Proves that each replica follows this master and that its link is up. */
export function proveLinks(
  master: Member,
  replicas: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
): Promise<Check> {
  return prove(text('Every replica is linked to {0}', master.name), patienceMs, signal, async () => {
    const found = await Promise.all(
      replicas.map(async (r) => {
        const info = parseInfo(String(await r.connection.run(['INFO', 'replication'])));
        const of = `${info.get('master_host')}:${info.get('master_port')}`;
        const linked = info.get('master_link_status') === 'up' && isAt(master, of);
        return {
          linked,
          line: `${r.name}: ${info.get('role')} of ${of}, link ${info.get('master_link_status') ?? '-'}`,
        };
      }),
    );
    return { passed: found.every((f) => f.linked), evidence: found.map((f) => f.line) };
  });
}

/**
 * Proves that what is written on the master is read on every replica: writes a key (in the given slots of a cluster),
 * reads it everywhere, removes it.
 */
export async function proveWrite(
  master: Member,
  replicas: readonly Member[],
  slots: SlotRange | undefined,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Check> {
  const value = randomUUID();
  const name = `redis-topology-lab:probe:${value}:`;
  const key = slots ? keyInSlots(name, slots) : name;
  let written = false;
  const check = await prove(readWhere(master, replicas.length), patienceMs, signal, async () => {
    if (!written) {
      await master.connection.run(['SET', key, value, 'EX', String(PROBE_LIVES_S)]);
      written = true;
    }
    const found = await Promise.all(
      replicas.map(async (r) => ({ name: r.name, got: await readOn(r, key, slots !== undefined) })),
    );
    const lines = found.map((f) => `GET on ${f.name}: ${f.got === value ? 'the value written' : f.got}`);
    return { passed: found.every((f) => f.got === value), evidence: [`SET on ${master.name}: OK`, ...lines] };
  });
  if (written) await master.connection.run(['DEL', key]);
  return check;
}

function readWhere({ name }: Member, replicas: number): Text {
  if (replicas === 0) return text('A key can be written on {0}', name);
  return replicas === 1
    ? text('A key written on {0} is read on its replica', name)
    : text('A key written on {0} is read on each of its {1} replicas', name, replicas);
}

async function readOn(replica: Member, key: string, cluster: boolean): Promise<string> {
  const commands = cluster ? [['READONLY'], ['GET', key], ['READWRITE']] : [['GET', key]];
  const reply = (await replica.connection.batch(commands))[cluster ? 1 : 0];
  return reply instanceof ServerError ? reply.message : String(reply ?? '(nil)');
}
