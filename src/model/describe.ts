import { formatBytes, formatSlots } from './format';
import { nodeHealth } from './node-health';
import { seats } from './plan';
import { type Sizes, sizesOf } from './size/sizes';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { lagBytes, masterOf, observedRole, ownSlots } from './structure';
import { type Text, text } from './text';

/** What a node is, in a few words: its observed role and the one number that matters for it. */
export function describeNode(node: NodeSnapshot, snapshot: TopologySnapshot): Text {
  const health = nodeHealth(node, snapshot);
  const role = observedRole(node);
  if (role === undefined || node.container.state !== 'running') return health.sentence;
  if (role === 'sentinel')
    return health.level === 'ok' ? text('sentinel') : text('sentinel · {0}', health.sentence);
  if (role === 'master') return describeMaster(node, health.level === 'ok' ? undefined : health.sentence);
  const master = masterOf(node, snapshot);
  const of = master?.name ?? masterAddress(node);
  if (health.level !== 'ok') return text('replica of {0} · {1}', of, health.sentence);
  const lag = lagBytes(node, snapshot);
  return lag === undefined
    ? text('replica of {0}', of)
    : text('replica of {0} · lag {1}', of, formatBytes(lag));
}

function describeMaster(node: NodeSnapshot, trouble: Text | undefined): Text {
  const slots = ownSlots(node);
  if (trouble) return text('master · {0}', trouble);
  if (node.answer.kind === 'data' && node.answer.cluster) {
    return slots.length > 0 ? text('master · slots {0}', formatSlots(slots)) : text('master · no slots');
  }
  return text('master');
}

function masterAddress(node: NodeSnapshot): string {
  const r = node.answer.kind === 'data' ? node.answer.replication : undefined;
  return r?.role === 'replica' ? `${r.masterHost}:${r.masterPort}` : '?';
}

/**
 * The same for a place where its master stands above it: a replica need not name it, which leaves room for how it is.
 * A replica of something else than the master above says so.
 */
export function describeBeneathMaster(node: NodeSnapshot, snapshot: TopologySnapshot): Text {
  const master = masterOf(node, snapshot);
  if (!master || observedRole(master) !== 'master' || node.container.state !== 'running')
    return describeNode(node, snapshot);
  const health = nodeHealth(node, snapshot);
  if (health.level !== 'ok') return text('replica · {0}', health.sentence);
  const lag = lagBytes(node, snapshot);
  return lag === undefined ? text('replica · in sync') : text('replica · lag {0}', formatBytes(lag));
}

/** What a topology is, in a few words: "cluster 3+3", "sentinel 1+2+3", "replication 1+2". */
export function describeShape(snapshot: TopologySnapshot): Text {
  if (snapshot.nodes.length === 0) return text('unfinished');
  const { masters, replicas, sentinels } = describedSizes(snapshot);
  const sizes = `${masters}+${replicas}`;
  switch (snapshot.shape) {
    case 'replication':
      return text('replication {0}', sizes);
    case 'sentinel':
      return text('sentinel {0}', `${sizes}+${sentinels}`);
    case 'cluster':
      return text('cluster {0}', sizes);
  }
}

/** What was asked for, while it is being made and there are fewer yet; then what there is. */
function describedSizes(snapshot: TopologySnapshot): Sizes {
  if (!snapshot.spec || snapshot.state === 'complete') return sizesOf(snapshot);
  const planned = seats(snapshot.spec).map((s) => s.role);
  const count = (role: string) => planned.filter((r) => r === role).length;
  return { masters: count('master'), replicas: count('replica'), sentinels: count('sentinel') };
}
