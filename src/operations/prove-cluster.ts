import type { Check } from '../model/checks';
import type { ClusterPeer } from '../model/cluster-view';
import { configSignature } from '../model/parse/cluster-nodes';
import { countSlots } from '../model/structure';
import { text } from '../model/text';
import type { Member } from './member';
import { prove } from './proof';
import { proveLinks, proveWrite } from './prove-replication';
import { viewOf } from './wire-cluster';

/** Proves that all nodes say the cluster works, agree, cover all slots, and that what masters take their replicas have. */
export async function proveCluster(
  members: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
  writes = true,
): Promise<Check[]> {
  const views = () => Promise.all(members.map(async (m) => ({ m, view: await viewOf(m) })));
  const whole = await Promise.all([
    prove(text('Every node says cluster_state:ok'), patienceMs, signal, async () => {
      const all = await views();
      return {
        passed: all.every((v) => v.view.state === 'ok'),
        evidence: all.map((v) => `${v.m.name}: ${v.view.state}`),
      };
    }),
    prove(text('All nodes agree who owns which slots'), patienceMs, signal, async () => {
      const all = await views();
      const signatures = new Set(all.map((v) => configSignature(v.view)));
      return {
        passed: signatures.size === 1,
        evidence: [
          signatures.size === 1
            ? `${all.length} of ${all.length} nodes say the same`
            : `${all.length} nodes, ${signatures.size} opinions`,
        ],
      };
    }),
    prove(text('All 16384 slots are covered and config epochs differ'), patienceMs, signal, async () => {
      const owners = ((await views())[0]?.view.peers ?? []).filter((p) => p.slots.length > 0);
      const failing = owners.filter(isFailing);
      const slots = owners.reduce((sum, p) => sum + countSlots(p.slots), 0);
      const epochs = owners.map((p) => p.configEpoch);
      return {
        passed: slots === 16384 && failing.length === 0 && new Set(epochs).size === epochs.length,
        evidence: [
          `${slots} slots, ${owners.length} masters, epochs ${epochs.sort((a, b) => a - b).join(', ')}`,
          ...failing.map((p) => `${p.ip}:${p.port} with ${countSlots(p.slots)} slots: ${p.flags.join(',')}`),
        ],
      };
    }),
  ]);
  return [...whole, ...(await proveShards(await views(), patienceMs, signal, writes))];
}

/** An owner that is gone serves nothing, though its slots are its own until somebody takes over. */
const isFailing = ({ flags }: ClusterPeer): boolean => flags.includes('fail') || flags.includes('fail?');

type Viewed = { readonly m: Member; readonly view: Awaited<ReturnType<typeof viewOf>> };

async function proveShards(
  views: readonly Viewed[],
  patienceMs: number,
  signal: AbortSignal,
  writes: boolean,
): Promise<Check[]> {
  const byClusterId = new Map(views.map((v) => [v.view.myId, v.m]));
  const peers = views[0]?.view.peers ?? [];
  const shards = peers.flatMap((p) => {
    const master = byClusterId.get(p.id);
    const [slots] = p.slots;
    const replicas = peers.flatMap((r) => (r.masterId === p.id ? (byClusterId.get(r.id) ?? []) : []));
    return master && slots ? [{ master, slots, replicas }] : [];
  });
  const checks = await Promise.all(
    shards.map(async ({ master, slots, replicas }) => [
      ...(replicas.length > 0 ? [await proveLinks(master, replicas, patienceMs, signal)] : []),
      ...(writes ? [await proveWrite(master, replicas, slots, patienceMs, signal)] : []),
    ]),
  );
  return checks.flat();
}
