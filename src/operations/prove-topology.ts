import type { Check } from '../model/checks';
import type { Shape } from '../model/spec';
import { text } from '../model/text';
import { isData, type Member } from './member';
import { prove } from './proof';
import { proveCluster } from './prove-cluster';
import { proveLinks, proveWrite } from './prove-replication';
import { proveSentinels } from './prove-sentinels';

/** How many there are of each kind, also of those that cannot be asked. */
export interface Size {
  readonly data: number;
  readonly sentinels: number;
}

/** What is to be proven to work. */
export interface Proven {
  readonly shape: Shape;
  /** Under which sentinels monitor its master. */
  readonly name: string;
  /** By default as many as there are members. */
  readonly size?: Size;
}

/**
 * All proofs of readiness for a shape.
 * @param members who is asked
 * @param writes whether those count that write, and remove what they wrote
 * @throws Cancelled
 */
export async function proveTopology(
  topology: Proven,
  members: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
  writes = true,
): Promise<Check[]> {
  if (topology.shape === 'cluster') return proveCluster(members, patienceMs, signal, writes);
  const data = members.filter(isData);
  let master: Member | undefined;
  const one = await prove(text('Exactly one node is master'), patienceMs, signal, async () => {
    const roles = await Promise.all(data.map(async (m) => ({ m, role: await roleOf(m) })));
    const masters = roles.filter((r) => r.role === 'master');
    master = masters.length === 1 ? masters[0]?.m : undefined;
    return { passed: master !== undefined, evidence: roles.map((r) => `${r.m.name}: ${r.role}`) };
  });
  const sentinels = members.filter((m) => m.role === 'sentinel');
  const { size = { data: data.length, sentinels: sentinels.length } } = topology;
  const watched = { name: topology.name, master, replicas: size.data - 1, sentinels: size.sentinels };
  // Without a master nothing gets better by waiting once more.
  const patience = master ? patienceMs : 0;
  const checks = await Promise.all([
    master ? proveCopies(master, data, size, patience, signal, writes) : [],
    topology.shape === 'sentinel' ? proveSentinels(watched, sentinels, patience, signal, writes) : [],
  ]);
  return [one, ...checks.flat()];
}

/** That the replicas have what the master has; nothing, where it has replicas and none of them can be asked. */
async function proveCopies(
  master: Member,
  data: readonly Member[],
  size: Size,
  patienceMs: number,
  signal: AbortSignal,
  writes: boolean,
): Promise<Check[]> {
  const replicas = data.filter((m) => m !== master);
  const askable = replicas.length > 0 || size.data === 1;
  return Promise.all([
    ...(askable ? [proveLinks(master, replicas, patienceMs, signal)] : []),
    ...(writes ? [proveWrite(master, replicas, undefined, patienceMs, signal)] : []),
  ]);
}

async function roleOf(member: Member): Promise<string> {
  const reply = await member.connection.run(['ROLE']);
  return Array.isArray(reply) ? String(reply[0]) : String(reply);
}
