import { same } from '../model/same';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { ask, type Kind } from '../redis/ask';
import type { NodeConnection } from '../redis/connection';
import type { Store } from './store';

export interface PollingOptions {
  readonly store: Store;
  readonly connectionTo: (nodeId: string) => NodeConnection | undefined;
  readonly now: () => number;
  /** ms between the ends of rounds. */
  readonly intervalMs: () => number;
  /** How long one node may take to answer, ms. */
  readonly timeoutMs: number;
}

/**
 * Asks the nodes of the topologies that somebody looks at, each once a round, never twice at a time: a node that
 * hangs delays nobody but itself. Nobody looks: nobody is asked.
 */
export class Polling {
  readonly #options: PollingOptions;
  readonly #attention = new Map<string, string>();
  readonly #outstanding = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(options: PollingOptions) {
    this.#options = options;
  }

  /** Tells what `who` looks at from now on: one topology, all of them, or nothing. */
  attention(who: string, what: string | undefined): void {
    if (what === undefined) this.#attention.delete(who);
    else this.#attention.set(who, what);
    this.kick();
  }

  /** Begins a round at once, if somebody looks. */
  kick(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#disposed && this.#attention.size > 0) this.#round();
  }

  /** Asks these nodes now, whoever looks, and waits for their answers. */
  async askNow(nodes: readonly { topology: TopologySnapshot; node: NodeSnapshot }[]): Promise<void> {
    await Promise.all(nodes.map(({ topology, node }) => this.#ask(topology, node)));
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #round(): void {
    const wanted = new Set(this.#attention.values());
    for (const topology of this.#options.store.topologies) {
      if (!wanted.has('all') && !wanted.has(topology.id)) continue;
      for (const node of topology.nodes) void this.#ask(topology, node);
    }
    this.#timer = setTimeout(() => this.kick(), this.#options.intervalMs());
  }

  async #ask(topology: TopologySnapshot, node: NodeSnapshot): Promise<void> {
    if (node.container.state !== 'running' || this.#outstanding.has(node.id)) return;
    const connection = this.#options.connectionTo(node.id);
    if (!connection) return;
    this.#outstanding.add(node.id);
    try {
      const answer = await ask(
        connection,
        kindOf(topology, node),
        this.#options.now,
        this.#options.timeoutMs,
      );
      this.#take(topology.id, node, answer);
    } finally {
      this.#outstanding.delete(node.id);
    }
  }

  /** An answer counts only for the container that was asked, and only while it still runs. */
  #take(topologyId: string, asked: NodeSnapshot, answer: Answer): void {
    const node = this.#options.store.get(topologyId)?.nodes.find((n) => n.id === asked.id);
    if (
      this.#disposed ||
      !node ||
      node.container.id !== asked.container.id ||
      node.container.state !== 'running'
    )
      return;
    this.#options.store.setNodes(topologyId, [{ ...node, answer: following(answer, node.answer) }]);
  }
}

/**
 * An answer with what it shares with the one before: since when a node does not answer, and its view of the cluster,
 * the same object while it says the same. Who compares, or sends, then need not look into 100 views of 100 nodes.
 */
export function following(answer: Answer, before: Answer): Answer {
  if (answer.kind === 'unreachable' && before.kind === 'unreachable')
    return { ...answer, since: before.since };
  if (answer.kind !== 'data' || before.kind !== 'data') return answer;
  const { cluster } = before;
  return cluster && same(answer.cluster, cluster) ? { ...answer, cluster } : answer;
}

/** Which commands a node is asked with. */
export function kindOf(topology: TopologySnapshot, node: NodeSnapshot): Kind {
  return node.intended === 'sentinel'
    ? { kind: 'sentinel', master: topology.name }
    : { kind: 'data', cluster: topology.shape === 'cluster' };
}
