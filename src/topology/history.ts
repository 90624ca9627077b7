import { Ring, type SeriesData } from '../model/history/ring';
import { type OffsetMark, offsetMark, sampleOf } from '../model/history/sample';
import { type HistoryData, SERIES, type SeriesName } from '../model/history/series';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import type { Store, StoreChange } from './store';

interface NodeHistory {
  readonly series: Map<SeriesName, Ring>;
  /** When the last point was made, ms. */
  last: number;
  mark: OffsetMark | undefined;
  /** The replication id of its last answer, however long ago. */
  replicationId: string | undefined;
}

/** Nobody asked for longer than so many intervals: the curve has a hole there. */
const MISSED = 4;

/**
 * The last five minutes of every data node, for as long as its topology exists: what each answer added. Nobody looks,
 * nobody is asked, nothing is added; the hole shows.
 */
export class History {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #intervalMs: () => number;
  readonly #topologies = new Map<string, Map<string, NodeHistory>>();
  readonly #unsubscribe: () => void;

  constructor(store: Store, now: () => number = Date.now, intervalMs: () => number = () => 1000) {
    this.#store = store;
    this.#now = now;
    this.#intervalMs = intervalMs;
    this.#unsubscribe = store.subscribe((change) => this.#take(change));
  }

  /**
   * A topology's points, all or those newer than what a reader has.
   * @param has by node id, the time of the newest point that the reader has, ms
   */
  read(topologyId: string, has: ReadonlyMap<string, number> = new Map()): HistoryData {
    const data: Record<string, Partial<Record<SeriesName, SeriesData>>> = {};
    for (const [node, { series, last }] of this.#topologies.get(topologyId) ?? []) {
      const after = has.get(node);
      if (after !== undefined && after >= last) continue;
      data[node] = Object.fromEntries([...series].map(([name, ring]) => [name, ring.toJSON(after)]));
    }
    return data;
  }

  dispose(): void {
    this.#unsubscribe();
    this.#topologies.clear();
  }

  #take(change: StoreChange): void {
    if (change.kind === 'engine') return;
    if (change.kind === 'list') this.#forgetGone();
    const topologies = change.kind === 'list' ? this.#store.topologies : [this.#store.get(change.id)];
    for (const topology of topologies) {
      const nodes = topology?.nodes.filter((n) => change.kind === 'list' || change.nodes.includes(n.id));
      for (const node of nodes ?? []) if (topology) this.#sample(node, topology);
    }
  }

  #sample(node: NodeSnapshot, topology: TopologySnapshot): void {
    const { answer } = node;
    if (answer.kind === 'sentinel' || answer.kind === 'pending') return;
    const nodes = this.#topologies.get(topology.id) ?? new Map<string, NodeHistory>();
    const history = nodes.get(node.id) ?? unheard();
    const at = answer.kind === 'data' ? answer.at : this.#now();
    if (at <= history.last || (answer.kind !== 'data' && history.series.size === 0)) return;
    const missed = at - history.last > MISSED * this.#intervalMs();
    const sample = {
      ...sampleOf(node, topology, missed ? undefined : history.mark),
      historyBegan: historyBegan(history, answer),
    };
    for (const name of SERIES) {
      const ring = history.series.get(name) ?? new Ring();
      const isNothing = Number.isNaN(sample[name]);
      // That a history goes on is no event; that nothing was measured breaks a curve.
      if (isNothing && (name === 'historyBegan' || !history.series.has(name))) continue;
      if (missed && ring.last && name !== 'historyBegan') ring.push(ring.last.at + 1, Number.NaN);
      ring.push(at, sample[name]);
      history.series.set(name, ring);
    }
    const master = answer.kind === 'data' && answer.replication.role === 'master' && answer.replication;
    history.mark = master ? offsetMark(master, at) : undefined;
    if (answer.kind === 'data') history.replicationId = answer.replication.replicationId;
    history.last = at;
    this.#topologies.set(topology.id, nodes.set(node.id, history));
  }

  #forgetGone(): void {
    for (const [id, nodes] of this.#topologies) {
      const present = new Set(this.#store.get(id)?.nodes.map((n) => n.id));
      for (const node of nodes.keys()) if (!present.has(node)) nodes.delete(node);
      if (nodes.size === 0) this.#topologies.delete(id);
    }
  }
}

const unheard = (): NodeHistory => ({
  series: new Map(),
  last: 0,
  mark: undefined,
  replicationId: undefined,
});

/** The offset at which a node answers under another replication id than before; NaN when it does not. */
function historyBegan({ replicationId }: NodeHistory, answer: NodeSnapshot['answer']): number {
  if (answer.kind !== 'data' || replicationId === undefined) return Number.NaN;
  return answer.replication.replicationId === replicationId ? Number.NaN : answer.replication.offset;
}
