import type { MasterFacts, NodeSnapshot, TopologySnapshot } from '../snapshot';
import { lagBytes, masterOf, seenByMaster } from '../structure';
import type { Sample } from './series';

/** Where a master's stream was at a moment: two of them give a rate. */
export interface OffsetMark {
  readonly replicationId: string;
  readonly offset: number;
  /** ms since 1970. */
  readonly at: number;
}

export const UNKNOWN: Sample = {
  lagBytes: Number.NaN,
  lagSeconds: Number.NaN,
  bytesPerSecond: Number.NaN,
  opsPerSecond: Number.NaN,
  historyBegan: Number.NaN,
};

export function offsetMark(master: MasterFacts, at: number): OffsetMark {
  return { replicationId: master.replicationId, offset: master.offset, at };
}

/**
 * Bytes per second that a master wrote to its replication stream between two looks. NaN when they are not of one
 * history: after a failover or a restart the offset begins anew under another replication id.
 */
export function offsetRate(before: OffsetMark | undefined, now: OffsetMark): number {
  if (!before || before.replicationId !== now.replicationId) return Number.NaN;
  const ms = now.at - before.at;
  if (ms <= 0 || now.offset < before.offset) return Number.NaN;
  return ((now.offset - before.offset) * 1000) / ms;
}

/**
 * Bytes a replica is behind. As its master sees it while linked; while the link is down, its own offset against its
 * master's, as long as both are of one history. NaN when neither can be said.
 */
export function behindBytes(node: NodeSnapshot, snapshot: TopologySnapshot): number {
  const seen = lagBytes(node, snapshot);
  if (seen !== undefined) return seen;
  const master = masterOf(node, snapshot);
  if (node.answer.kind !== 'data' || master?.answer.kind !== 'data') return Number.NaN;
  const [mine, its] = [node.answer.replication, master.answer.replication];
  if (mine.replicationId !== its.replicationId) return Number.NaN;
  return Math.max(0, its.offset - mine.offset);
}

/**
 * Seconds since a replica was last heard of: its last acknowledgement as its master sees it; else since it heard its
 * master last, or since the link broke.
 */
export function silentSeconds(node: NodeSnapshot, snapshot: TopologySnapshot): number {
  const { answer } = node;
  if (answer.kind !== 'data' || answer.replication.role !== 'replica') return Number.NaN;
  const { link, linkDownSeconds, lastIoSeconds } = answer.replication;
  const seconds =
    link === 'up'
      ? (seenByMaster(node, snapshot)?.lagSeconds ?? lastIoSeconds ?? Number.NaN)
      : (linkDownSeconds ?? Number.NaN);
  // A server that never had a link, or was never heard, says -1.
  return seconds < 0 ? Number.NaN : seconds;
}

/** What a node's last answer adds to its history. @param before the master's mark of the round before */
export function sampleOf(
  node: NodeSnapshot,
  snapshot: TopologySnapshot,
  before: OffsetMark | undefined,
): Sample {
  const { answer } = node;
  if (answer.kind !== 'data') return UNKNOWN;
  const opsPerSecond = answer.server.opsPerSecond;
  const { replication } = answer;
  if (replication.role === 'master') {
    const bytesPerSecond = offsetRate(before, offsetMark(replication, answer.at));
    return { ...UNKNOWN, bytesPerSecond, opsPerSecond };
  }
  return {
    ...UNKNOWN,
    lagBytes: behindBytes(node, snapshot),
    lagSeconds: silentSeconds(node, snapshot),
    opsPerSecond,
  };
}
