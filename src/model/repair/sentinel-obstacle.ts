import { failingOver } from '../handover-plan';
import type { SentinelView } from '../sentinel-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { nodeAt, observedRole } from '../structure';
import { type Text, text } from '../text';
import { onlyMaster } from './master-place';

/** What a sentinel says of a master of that name; undefined when it does not answer, or does not know it. */
export function viewOf(node: NodeSnapshot | undefined, masterName: string): SentinelView | undefined {
  if (node?.answer.kind !== 'sentinel') return undefined;
  return node.answer.views.find((v) => v.masterName === masterName);
}

/** The node that a sentinel takes for master: by run id, and only where it has none yet by address. */
export function namedMaster(snapshot: TopologySnapshot, view: SentinelView): NodeSnapshot | undefined {
  const byRunId = view.masterRunId
    ? snapshot.nodes.find((n) => n.answer.kind === 'data' && n.answer.server.runId === view.masterRunId)
    : undefined;
  return byRunId ?? nodeAt(snapshot, view.masterIp, view.masterPort);
}

/**
 * Why what the sentinels know must not be touched now: while one fails over, it would be cut short; without exactly one
 * master, nobody can say what they should watch.
 */
export function sentinelObstacle(snapshot: TopologySnapshot): Text | undefined {
  const busy = failingOver(snapshot);
  if (busy !== undefined) return text('{0} is failing over: wait until that has ended', busy);
  if (onlyMaster(snapshot)) return undefined;
  const masters = snapshot.nodes.filter((n) => observedRole(n) === 'master');
  return masters.length === 0
    ? text('No node answers as master')
    : text('More than one node is master: {0}', masters.map((m) => m.name).join(', '));
}

/**
 * Why sentinels must not be told anew while others are not: those others, with their later epoch, would have them
 * promote the node that they name. Undefined when they name the master that there is.
 */
export function wouldPromoteAnother(
  snapshot: TopologySnapshot,
  masterName: string,
  touched: readonly string[],
): Text | undefined {
  const master = onlyMaster(snapshot);
  for (const node of snapshot.nodes) {
    const view = touched.includes(node.id) ? undefined : viewOf(node, masterName);
    if (!view || !master || namedMaster(snapshot, view)?.id === master.id) continue;
    return text(
      '{0} names {1} as master, not {2}: the others would follow it',
      node.name,
      `${view.masterIp}:${view.masterPort}`,
      master.name,
    );
  }
  return undefined;
}
