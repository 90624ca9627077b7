import type { Check } from '../../model/checks';
import type { ClusterView } from '../../model/cluster-view';
import { configSignature } from '../../model/parse/cluster-nodes';
import { text } from '../../model/text';
import { prove } from '../proof';
import { proveLinks, proveWrite } from '../prove-replication';
import { viewOf } from '../wire-cluster';
import type { Actor } from './party';
import { FORWARD, SETTLE_MS } from './settle';

/**
 * Proves that every node that answers knows the new master, and that the shard's others follow it and get its writes.
 * @param whole whether the cluster works as a whole; without most of its masters it cannot
 */
export async function proveClusterAgrees(
  master: Actor,
  replicas: readonly Actor[],
  everyone: readonly Actor[],
  whole = true,
): Promise<Check[]> {
  let own: ClusterView | undefined;
  const agree = prove(text('Every node knows {0} as master', master.name), SETTLE_MS, FORWARD, async () => {
    const at = await viewOf(master);
    own = at;
    const followers = await Promise.all(replicas.map((r) => viewOf(r)));
    const shard = followers.map((v) => v.myId);
    const views = await Promise.all(everyone.map((n) => viewOf(n)));
    const doubts = views.map((v) => doubt(v, at, shard, whole));
    return {
      passed: doubts.every((d) => d === undefined),
      evidence: everyone.map((n, i) => `${n.name}: ${doubts[i] ?? 'agrees'}`),
    };
  });
  const checks = await Promise.all([agree, proveLinks(master, replicas, SETTLE_MS, FORWARD)]);
  const slots = own?.peers.find((p) => p.id === own?.myId)?.slots[0];
  return slots && whole ? [...checks, await proveWrite(master, replicas, slots, SETTLE_MS, FORWARD)] : checks;
}

function doubt(
  view: ClusterView,
  master: ClusterView,
  shard: readonly string[],
  whole: boolean,
): string | undefined {
  if (configSignature(view) !== configSignature(master)) return 'another owner of slots';
  const seen = view.peers.find((p) => p.id === master.myId);
  if (!seen?.flags.includes('master') || seen.slots.length === 0) return 'not known as master';
  const stray = view.peers.find((p) => shard.includes(p.id) && p.masterId !== master.myId);
  if (stray) return `${stray.id.slice(0, 8)} does not follow it`;
  return view.state === 'ok' || !whole ? undefined : 'cluster_state fail';
}
