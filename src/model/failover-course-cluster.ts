import type { ClusterPeer, ClusterView } from './cluster-view';
import { type FailoverCourse, stagesAt } from './failover-stages';
import type { TopologySnapshot } from './snapshot';
import { observedRole } from './structure';
import { type Text, text } from './text';

interface Speaker {
  readonly isMaster: boolean;
  readonly view: ClusterView;
}

/**
 * Failovers of a cluster's shards: for every master with slots that some nodes think down, as long as some still know it
 * as the owner of its slots. Masters decide that it failed (a majority), its replicas ask them for votes in a new
 * epoch, and the one that wins takes its slots over.
 */
export function clusterCourses(snapshot: TopologySnapshot): readonly FailoverCourse[] {
  const speakers = snapshot.nodes.flatMap((n): Speaker[] =>
    n.answer.kind === 'data' && n.answer.cluster
      ? [{ isMaster: observedRole(n) === 'master', view: n.answer.cluster }]
      : [],
  );
  const failing = new Map<string, ClusterPeer>();
  for (const { view } of speakers) for (const peer of failingOf(view)) failing.set(peer.id, peer);
  return [...failing.values()].map((peer) => courseOf(peer, speakers, snapshot));
}

const isDown = ({ flags }: ClusterPeer) => flags.includes('fail') || flags.includes('fail?');
const known = new WeakMap<ClusterView, readonly ClusterPeer[]>();

/** Masters with slots that a node thinks down. A view is the same object while it says the same, so once is enough. */
function failingOf(view: ClusterView): readonly ClusterPeer[] {
  let found = known.get(view);
  if (!found) {
    found = view.peers.filter((p) => p.slots.length > 0 && p.flags.includes('master') && isDown(p));
    known.set(view, found);
  }
  return found;
}

function courseOf(
  { id, ip, port }: ClusterPeer,
  speakers: readonly Speaker[],
  snapshot: TopologySnapshot,
): FailoverCourse {
  const seen = speakers.flatMap(({ isMaster, view }) => {
    const peer = view.peers.find((p) => p.id === id);
    return peer ? [{ isMaster, peer, view }] : [];
  });
  const masters = seen.filter((s) => s.isMaster);
  const suspect = masters.filter(({ peer }) => isDown(peer));
  const failed = seen.some(({ peer }) => peer.flags.includes('fail'));
  // Who knows the successor no longer gives the old master any slots.
  const informed = seen.filter(({ peer }) => peer.slots.length === 0);
  const epoch = Math.max(...seen.map(({ view }) => view.currentEpoch));
  const heirs = seen.some(({ view }) => view.peers.some((p) => p.masterId === id && !isDown(p)));
  const stages: readonly (readonly [Text, Text?])[] = [
    [
      text('agree that it failed'),
      text('{0} of {1} masters that answer think so', suspect.length, masters.length),
    ],
    [
      text('elect one of its replicas'),
      heirs ? text('epoch {0}', epoch) : text('none of its replicas is known to be up'),
    ],
    [
      text('tell everybody'),
      informed.length > 0 ? text('{0} of {1} know', informed.length, seen.length) : undefined,
    ],
  ];
  const now = informed.length > 0 ? 2 : failed ? 1 : 0;
  const name = snapshot.nodes.find((n) => n.port === port && n.container.ip === ip)?.name;
  return { of: name ?? `${ip}:${port}`, stages: stagesAt(now, stages) };
}
