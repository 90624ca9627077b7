import type { Check } from '../model/checks';
import type { Shape } from '../model/spec';
import { text } from '../model/text';
import { isData, type Member } from './member';
import { prove } from './proof';
import { proveCluster } from './prove-cluster';
import { proveLinks, proveWrite } from './prove-replication';
import { proveSentinels } from './prove-sentinels';

/**
 * All proofs of readiness for a shape.
 * @param writes whether those count that write, and remove what they wrote
 * @throws Cancelled
 */
export async function proveTopology(
  topology: { readonly shape: Shape; readonly name: string },
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
  if (!master) return [one];
  const at = master;
  const replicas = data.filter((m) => m !== at);
  const sentinels = members.filter((m) => m.role === 'sentinel');
  const checks = await Promise.all([
    proveLinks(at, replicas, patienceMs, signal),
    ...(writes ? [proveWrite(at, replicas, undefined, patienceMs, signal)] : []),
    ...(topology.shape === 'sentinel'
      ? [proveSentinels(topology.name, at, replicas.length, sentinels, patienceMs, signal, writes)]
      : []),
  ]);
  return [one, ...checks.flat()];
}

async function roleOf(member: Member): Promise<string> {
  const reply = await member.connection.run(['ROLE']);
  return Array.isArray(reply) ? String(reply[0]) : String(reply);
}
