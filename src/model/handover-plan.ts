import {
  type HandoverPlan,
  type HoldMethod,
  nodeAtPlace,
  placeOf,
  type SwitchPlan,
  WRITERS_WAIT_MS,
} from './handover';
import { candidates, mostMastersAnswer, shardFor } from './handover-candidates';
import { promotions } from './handover-promotions';
import { switchSteps } from './handover-steps';
import { monitoredName, sentinelViews } from './sentinel-opinion';
import { atLeast } from './server-version';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { observedRole, type Shard } from './structure';
import { type Text, text } from './text';

/**
 * How a master can be handed over to a replica, or why it cannot and what can be done instead. Pure: what is done is
 * decided from the snapshot alone, and shown before it is done.
 * @param nodeId the replica to become master, or a master to be handed over to its most up-to-date replica
 */
export function planHandover(snapshot: TopologySnapshot, nodeId?: string): HandoverPlan {
  const shard = shardFor(snapshot, nodeId);
  if (!shard) return cannot(text('Choose which master of {0} is to be handed over', snapshot.name));
  return planForShard(snapshot, shard, nodeId);
}

/** The same for a shard that is known. */
export function planForShard(snapshot: TopologySnapshot, shard: Shard, nodeId?: string): HandoverPlan {
  if (!shard.master) {
    const chosen = shard.replicas.find((r) => r.id === nodeId && observedRole(r) === 'replica');
    return {
      kind: 'cannot',
      why: text('The master is gone: there is nobody to hand over'),
      promotions: promotions(snapshot, shard, chosen),
    };
  }
  const able = candidates(shard, snapshot);
  const chosen = able.find((c) => c.node.id === nodeId) ?? able[0];
  if (!chosen) return cannot(text('{0} has no replica', shard.master.name));
  if (chosen.unfit) return cannot(chosen.unfit);
  if (snapshot.shape === 'cluster' && !mostMastersAnswer(snapshot)) {
    return {
      kind: 'cannot',
      why: text('Most masters of the cluster do not answer, so none can vote for a new one'),
      promotions: promotions(snapshot, shard, chosen.node),
    };
  }
  const obstacle = snapshot.shape === 'sentinel' ? sentinelObstacle(snapshot) : undefined;
  return obstacle ? cannot(obstacle) : planSwitch(snapshot, shard, shard.master, chosen.node);
}

const cannot = (why: Text): HandoverPlan => ({ kind: 'cannot', why, promotions: [] });

function planSwitch(
  snapshot: TopologySnapshot,
  shard: Shard,
  master: NodeSnapshot,
  chosen: NodeSnapshot,
): HandoverPlan {
  const hold = holdMethod(snapshot, master);
  if (!hold) return cannot(text('{0} is too old: it does not know REPLICAOF', master.name));
  const sentinels = snapshot.nodes.filter((n) => n.intended === 'sentinel');
  const others = shard.replicas.filter((r) => r.id !== chosen.id);
  const isThere = (n: NodeSnapshot) => n.answer.kind === 'data' || n.answer.kind === 'sentinel';
  const absent = [...others, ...sentinels].filter((n) => !isThere(n)).map(placeOf);
  const roles = {
    method: methodFor(snapshot),
    hold,
    master: placeOf(master),
    to: placeOf(chosen),
    others: others.filter(isThere).map(placeOf),
    sentinels: sentinels.filter(isThere).map(placeOf),
    absent,
  } as const;
  return {
    kind: 'handOver',
    ...roles,
    steps: switchSteps(roles, monitoredName(snapshot)),
    cost: cost(snapshot, roles),
  };
}

function methodFor(snapshot: TopologySnapshot): SwitchPlan['method'] {
  if (snapshot.shape === 'cluster') return 'clusterFailover';
  if (snapshot.shape === 'replication') return 'switch';
  return sentinelViews(snapshot).some((v) => v.view.otherSentinels.length > 0) ? 'announce' : 'monitor';
}

/** CLIENT PAUSE WRITE is Redis 6.2's; older servers can only refuse writes. */
function holdMethod(snapshot: TopologySnapshot, master: NodeSnapshot): HoldMethod | undefined {
  if (snapshot.shape === 'cluster') return 'server';
  const { product, version } = master.answer.kind === 'data' ? master.answer.server : {};
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const server = { product: product ?? 'redis', major, minor, full: version ?? '' };
  if (atLeast(server, 6, 2)) return 'pause';
  return atLeast(server, 5, 0) ? 'refuse' : undefined;
}

/** The name of a sentinel that has a failover under way; undefined when none has. */
export function failingOver(snapshot: TopologySnapshot): string | undefined {
  return sentinelViews(snapshot).find(
    ({ view }) => view.failoverState || view.flags.includes('failover_in_progress'),
  )?.node;
}

/** What keeps the sentinels from agreeing on a new master. */
function sentinelObstacle(snapshot: TopologySnapshot): Text | undefined {
  const views = sentinelViews(snapshot);
  if (views.length === 0) return text('No sentinel answers');
  const busy = failingOver(snapshot);
  if (busy !== undefined) return text('{0} is failing over already', busy);
  if (new Set(views.map((v) => `${v.view.masterIp}:${v.view.masterPort}`)).size > 1)
    return text('The sentinels do not agree which node is master');
  const known = Math.max(...views.map((v) => v.view.otherSentinels.length + 1));
  if (views.length * 2 <= known)
    return text('Only {0} of {1} sentinels answer: not a majority', views.length, known);
  const master = snapshot.nodes.find((n) => observedRole(n) === 'master');
  const [first] = views;
  return master?.port === first?.view.masterPort ? undefined : text('The sentinels name another master');
}

function cost(snapshot: TopologySnapshot, { hold, absent }: Pick<SwitchPlan, 'hold' | 'absent'>): Text[] {
  const most = WRITERS_WAIT_MS[snapshot.shape];
  const said = [
    hold === 'refuse'
      ? text('Writers get an error (NOREPLICAS) for about {0} ms: this server cannot hold them', most)
      : text('Writers wait, at most {0} ms', most),
    text('No acknowledged write is lost'),
  ];
  if (snapshot.shape !== 'cluster')
    said.push(text('Connections to the old master are closed, so that clients find the new one'));
  for (const place of absent) {
    const node = nodeAtPlace(snapshot, place);
    const stopped = node?.intended !== 'sentinel' && node?.container.state === 'exited';
    // A stopped one is told by its file; a cluster node learns from the others.
    if (!stopped) said.push(text('{0} does not answer and is left as it is', place.name));
  }
  return said;
}
