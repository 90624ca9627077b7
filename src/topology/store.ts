import type { Failure } from '../model/failure';
import { same } from '../model/same';
import type { SavedData } from '../model/saved-data/saved-data';
import type { JoiningNode, NodeSnapshot, TopologySnapshot } from '../model/snapshot';

/** How the engine in use is. `idle`: nothing has needed it yet. */
export type EngineStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly name: string }
  | { readonly kind: 'ready'; readonly name: string; readonly version: string }
  | { readonly kind: 'unavailable'; readonly name: string; readonly failure: Failure };

/** What changed. `topology`: nodes of one topology answered differently; `list`: topologies or nodes came or went. */
export type StoreChange =
  | { readonly kind: 'engine' }
  | { readonly kind: 'list' }
  | { readonly kind: 'topology'; readonly id: string; readonly nodes: readonly string[] };

export type Listener = (change: StoreChange) => void;

/** The last observation of everything, and who wants to know when it changes. Holds data only: it asks nobody. */
export class Store {
  #engine: EngineStatus = { kind: 'idle' };
  #topologies: ReadonlyMap<string, TopologySnapshot> = new Map();
  #listed = false;
  #saved: readonly SavedData[] = [];
  readonly #listeners = new Set<Listener>();

  get engine(): EngineStatus {
    return this.#engine;
  }

  /** Whether the engine has been listed at least once since it was connected: only then does "none" mean none. */
  get listed(): boolean {
    return this.#listed;
  }

  /** All topologies, by name. */
  get topologies(): readonly TopologySnapshot[] {
    return [...this.#topologies.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** The data that is kept on the engine, the youngest first. */
  get saved(): readonly SavedData[] {
    return this.#saved;
  }

  get(id: string): TopologySnapshot | undefined {
    return this.#topologies.get(id);
  }

  /** The node and its topology, by node id. */
  findNode(nodeId: string): { topology: TopologySnapshot; node: NodeSnapshot } | undefined {
    for (const topology of this.#topologies.values()) {
      const node = topology.nodes.find((n) => n.id === nodeId);
      if (node) return { topology, node };
    }
    return undefined;
  }

  /** A node that is still to join, and its topology, by node id. */
  findJoining(nodeId: string): { topology: TopologySnapshot; node: JoiningNode } | undefined {
    for (const topology of this.#topologies.values()) {
      const node = topology.joining?.find((n) => n.id === nodeId);
      if (node) return { topology, node };
    }
    return undefined;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setEngine(status: EngineStatus): void {
    this.#engine = status;
    if (status.kind !== 'ready') this.#listed = false;
    this.#emit({ kind: 'engine' });
  }

  /**
   * Replaces all topologies: what the engine listed.
   * @param complete false while containers are still being looked at: there may be more
   */
  setTopologies(topologies: readonly TopologySnapshot[], complete = true): void {
    this.#topologies = new Map(topologies.map((t) => [t.id, t]));
    this.#listed ||= complete;
    this.#emit({ kind: 'list' });
  }

  /** Replaces the list of saved data. */
  setSaved(saved: readonly SavedData[]): void {
    if (same(saved, this.#saved)) return;
    this.#saved = saved;
    this.#emit({ kind: 'list' });
  }

  /** Forgets everything: another engine will be looked at. */
  clear(): void {
    this.#topologies = new Map();
    this.#saved = [];
    this.setEngine({ kind: 'idle' });
  }

  /** Replaces some nodes of one topology; nodes that are no longer there are left out silently. */
  setNodes(id: string, changed: readonly NodeSnapshot[]): void {
    const before = this.#topologies.get(id);
    if (!before || changed.length === 0) return;
    const byId = new Map(changed.map((n) => [n.id, n]));
    const nodes = before.nodes.map((n) => byId.get(n.id) ?? n);
    this.#topologies = new Map(this.#topologies).set(id, { ...before, nodes, revision: before.revision + 1 });
    this.#emit({ kind: 'topology', id, nodes: [...byId.keys()] });
  }

  #emit(change: StoreChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
