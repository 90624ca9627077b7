import type { SlotRange } from '../cluster-view';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../snapshot';
import { masterOf, ownSlots } from '../structure';

/** Of one node, what its next answer is compared with. */
export interface Sighting {
  /** What it was seen by. */
  readonly answer: Answer | undefined;
  /** `silent`: it did not answer, and that was told. `unknown`: it was not asked, or ought not to answer. */
  readonly reach: 'answers' | 'silent' | 'unknown';
  /** When it last answered, ms since 1970; 0: never. */
  readonly at: number;
  readonly role: 'master' | 'replica' | undefined;
  /** Id of the node it last replicated over a link that was up. */
  readonly following: string | undefined;
  readonly linkUp: boolean;
  readonly syncing: boolean;
  readonly replicationId: string | undefined;
  readonly clusterState: 'ok' | 'fail' | undefined;
  readonly slots: readonly SlotRange[];
  /** Names of nodes that it holds for failing, by its own opinion (`fail?`) or by agreement (`fail`). */
  readonly failing: ReadonlyMap<string, 'fail?' | 'fail'>;
}

export const NEVER_SEEN: Sighting = {
  answer: undefined,
  reach: 'unknown',
  at: 0,
  role: undefined,
  following: undefined,
  linkUp: false,
  syncing: false,
  replicationId: undefined,
  clusterState: undefined,
  slots: [],
  failing: new Map(),
};

/** What a node's answer shows; what it does not tell of stays as it was seen before. */
export function sightingOf(node: NodeSnapshot, snapshot: TopologySnapshot, before: Sighting): Sighting {
  const { answer } = node;
  if (answer.kind !== 'data') return before;
  const { replication, cluster } = answer;
  const linkUp = replication.role === 'replica' && replication.link === 'up';
  const replica = replication.role === 'replica';
  // The polling keeps a view that says the same the same object: then there is nothing to look for in it.
  const sameView = before.answer?.kind === 'data' && before.answer.cluster === cluster;
  return {
    answer,
    reach: 'answers',
    at: answer.at,
    role: replication.role,
    following: linkUp ? (masterOf(node, snapshot)?.id ?? before.following) : before.following,
    linkUp,
    syncing: replica && replication.syncInProgress,
    replicationId: replication.replicationId,
    clusterState: cluster?.state,
    slots: sameView ? before.slots : ownSlots(node),
    failing: sameView ? before.failing : failingPeers(node, snapshot),
  };
}

function failingPeers(node: NodeSnapshot, snapshot: TopologySnapshot): Map<string, 'fail?' | 'fail'> {
  const failing = new Map<string, 'fail?' | 'fail'>();
  const peers = node.answer.kind === 'data' ? (node.answer.cluster?.peers ?? []) : [];
  for (const { id, ip, port, flags } of peers) {
    const flag = flags.includes('fail') ? 'fail' : flags.includes('fail?') ? 'fail?' : undefined;
    if (!flag) continue;
    const peer = snapshot.nodes.find((n) =>
      n.answer.kind === 'data' ? n.answer.cluster?.myId === id : n.port === port && n.container.ip === ip,
    );
    if (peer) failing.set(peer.id, flag);
  }
  return failing;
}
