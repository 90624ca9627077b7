import { backlogReach, type Resumption, resumption } from '../../src/model/history/backlog';
import type { Ring } from '../../src/model/history/ring';
import { behindBytes, silentSeconds } from '../../src/model/history/sample';
import type { MasterFacts, NodeSnapshot, ReplicaFacts } from '../../src/model/snapshot';
import type { Scene } from '../scene';

/** A rate is a mean over this: writes come in bursts. ms */
const STEADY_MS = 10_000;

export interface MasterFigures {
  readonly facts: MasterFacts;
  /** Bytes that it writes to its stream in a second; undefined while not known. */
  readonly rate: number | undefined;
  /** Seconds that a replica may be away; Infinity: nothing is written. Undefined: not known. */
  readonly reach: number | undefined;
}

export interface ReplicaFigures {
  readonly behind: number | undefined;
  /** Seconds of its master's writes that it is behind. */
  readonly seconds: number | undefined;
  /** The most that it was behind in the last five minutes. */
  readonly highest: number | undefined;
  /** Seconds since it was last heard of. */
  readonly silent: number | undefined;
  /** What it would get if it connected again now. */
  readonly resumes: Resumption | undefined;
}

const factsOf = (node: NodeSnapshot | undefined): MasterFacts | ReplicaFacts | undefined =>
  node?.answer.kind === 'data' ? node.answer.replication : undefined;
const known = (n: number): number | undefined => (Number.isNaN(n) ? undefined : n);

export function masterFigures(
  master: NodeSnapshot | undefined,
  { history }: Scene,
): MasterFigures | undefined {
  const facts = factsOf(master);
  if (!master || facts?.role !== 'master') return undefined;
  const rate = meanRate(history.of(master.id, 'bytesPerSecond'));
  return { facts, rate, reach: backlogReach(facts, rate ?? Number.NaN) };
}

export function replicaFigures(
  replica: NodeSnapshot,
  master: MasterFigures | undefined,
  { snapshot, history }: Scene,
): ReplicaFigures {
  const facts = factsOf(replica);
  // While everything is copied, offsets tell nothing of what is lacking.
  const copies = facts?.role === 'replica' && facts.syncInProgress;
  const behind = copies ? undefined : known(behindBytes(replica, snapshot));
  const rate = master?.rate;
  return {
    behind,
    seconds: behind === undefined || !rate ? undefined : behind / rate,
    highest: history.of(replica.id, 'lagBytes')?.highest(),
    silent: known(silentSeconds(replica, snapshot)),
    resumes: facts?.role === 'replica' && master ? resumptionNow(facts, master.facts) : undefined,
  };
}

/**
 * Master and replica answer one after the other, so a replica that is linked seems ahead of its master while there are
 * writes. It is not.
 */
function resumptionNow(replica: ReplicaFacts, master: MasterFacts): Resumption {
  const offset = replica.link === 'up' ? Math.min(replica.offset, master.offset) : replica.offset;
  return resumption({ ...replica, offset }, master);
}

function meanRate(ring: Ring | undefined): number | undefined {
  const newest = ring?.last;
  if (!ring || !newest) return undefined;
  const rates = ring.lastOf(newest.at - STEADY_MS).filter((p) => !Number.isNaN(p.value));
  return rates.length === 0 ? undefined : rates.reduce((sum, p) => sum + p.value, 0) / rates.length;
}
