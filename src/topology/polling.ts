import { same } from '../model/same';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { ask, type Kind } from '../redis/ask';
import type { NodeConnection } from '../redis/connection';
import { ownViews } from './found/snapshot';
import type { Store } from './store';

export interface PollingOptions {
  readonly store: Store;
  readonly connectionTo: (nodeId: string) => NodeConnection | undefined;
  readonly now: () => number;
  /** ms between the ends of rounds. */
  readonly intervalMs: () => number;
  /** How long one node may take to answer, ms. */
  readonly timeoutMs: number;
  /** Told of each answer of a node that we did not make, with all masters that a sentinel speaks of. */
  readonly onFoundAnswer?: (node: NodeSnapshot, answer: Answer) => void;
}

/**
 * Asks the nodes of the topologies that somebody looks at, each once a round, never twice at a time: a node that
 * hangs delays nobody but itself. Nobody looks: nobody is asked.
 */
export class Polling {
  readonly #options: PollingOptions;
  readonly #attention = new Map<string, string>();
  readonly #outstanding = new Map<string, Promise<void>>();
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

  /**
   * Asks these nodes now, whoever looks, and waits for their answers. Who is being asked already is asked once more: what
   * it was asked before may be answered with what was before.
   */
  async askNow(nodes: readonly { topology: TopologySnapshot; node: NodeSnapshot }[]): Promise<void> {
    await Promise.all(
      nodes.map(async ({ topology, node }) => {
        await this.#outstanding.get(node.id);
        await this.#ask(topology, node);
      }),
    );
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

  /** Asks a node, unless it is being asked already; resolves when it has answered. */
  #ask(topology: TopologySnapshot, node: NodeSnapshot): Promise<void> {
    const asking = this.#outstanding.get(node.id);
    if (asking) return asking;
    const connection = node.container.state === 'running' && this.#options.connectionTo(node.id);
    if (!connection) return Promise.resolve();
    const { now, timeoutMs } = this.#options;
    const asked = ask(connection, kindOf(topology, node), now, timeoutMs)
      .then((answer) => this.#take(topology, node, answer))
      .finally(() => this.#outstanding.delete(node.id));
    this.#outstanding.set(node.id, asked);
    return asked;
  }

  /** An answer counts only for the container that was asked, and only while it still runs. */
  #take({ id: topologyId, origin }: TopologySnapshot, asked: NodeSnapshot, answer: Answer): void {
    const node = this.#options.store.get(topologyId)?.nodes.find((n) => n.id === asked.id);
    if (
      this.#disposed ||
      !node ||
      node.container.id !== asked.container.id ||
      node.container.state !== 'running'
    )
      return;
    const next = following(answer, node.answer);
    this.#options.store.setNodes(topologyId, [{ ...node, answer: ownViews(next, node.monitors) }]);
    if (origin === 'found') this.#options.onFoundAnswer?.(node, next);
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
  if (topology.origin === 'found') return { kind: 'unknown' };
  return node.intended === 'sentinel'
    ? { kind: 'sentinel', masters: [topology.name] }
    : { kind: 'data', cluster: topology.shape === 'cluster' };
}
