import { NodeConnection } from './connection';
import type { Target } from './target';

/** One connection per server, kept while the ways to it stay the same. */
export class Connections {
  readonly #byServer = new Map<string, NodeConnection>();

  /** The server's connection; a new one if the ways to it have changed since (another address or published port). */
  to(key: string, target: Target): NodeConnection {
    const present = this.#byServer.get(key);
    if (present?.key === target.key) return present;
    present?.close();
    const made = new NodeConnection(target);
    this.#byServer.set(key, made);
    return made;
  }

  /** Closes the connections of all servers but those that are wanted. */
  keepOnly(isWanted: (key: string) => boolean): void {
    for (const [key, connection] of this.#byServer) {
      if (isWanted(key)) continue;
      connection.close();
      this.#byServer.delete(key);
    }
  }

  /** Closes one server's connection: it stopped, or is to be opened otherwise. */
  drop(key: string): void {
    this.#byServer.get(key)?.close();
    this.#byServer.delete(key);
  }

  closeAll(): void {
    this.keepOnly(() => false);
  }
}
