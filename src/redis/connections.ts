import { NodeConnection } from './connection';
import type { Target } from './target';

/** One connection per node, kept while the ways to it stay the same. */
export class Connections {
  readonly #byNode = new Map<string, NodeConnection>();

  /** The node's connection; a new one if the ways to it have changed since (another container, another port). */
  to(nodeId: string, target: Target): NodeConnection {
    const present = this.#byNode.get(nodeId);
    if (present?.key === target.key) return present;
    present?.close();
    const made = new NodeConnection(target);
    this.#byNode.set(nodeId, made);
    return made;
  }

  /** Closes the connections of all nodes but these. */
  keepOnly(nodeIds: ReadonlySet<string>): void {
    for (const [id, connection] of this.#byNode) {
      if (nodeIds.has(id)) continue;
      connection.close();
      this.#byNode.delete(id);
    }
  }

  /** Closes one node's connection: its server stopped. */
  drop(nodeId: string): void {
    this.#byNode.get(nodeId)?.close();
    this.#byNode.delete(nodeId);
  }

  closeAll(): void {
    this.keepOnly(new Set());
  }
}
