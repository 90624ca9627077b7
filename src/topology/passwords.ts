import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import { DATA_DIR } from '../model/plan';
import { passwordIn } from '../model/server-config';
import type { TopologySnapshot } from '../model/snapshot';

/**
 * The password of a topology, read back from a data node's own configuration file through the engine and kept in
 * memory only. Undefined when the topology has none.
 */
export class Passwords {
  readonly #known = new Map<string, Promise<string | undefined>>();

  of(engine: Engine, topology: TopologySnapshot): Promise<string | undefined> {
    if (topology.spec?.auth === 'none') return Promise.resolve(undefined);
    const known = this.#known.get(topology.id);
    if (known) return known;
    const reading = readPassword(engine, topology).catch((error: unknown) => {
      this.#known.delete(topology.id);
      throw error;
    });
    this.#known.set(topology.id, reading);
    return reading;
  }

  /** Known from the start: we made it. */
  remember(topologyId: string, password: string | undefined): void {
    this.#known.set(topologyId, Promise.resolve(password));
  }

  forget(topologyId: string): void {
    this.#known.delete(topologyId);
  }
}

async function readPassword(engine: Engine, topology: TopologySnapshot): Promise<string | undefined> {
  for (const node of topology.nodes.filter((n) => n.intended !== 'sentinel')) {
    const conf = await readFile(engine, node.container.id, `${DATA_DIR}/redis.conf`);
    const password = conf && passwordIn(conf.toString('utf8'));
    if (password !== undefined) return password;
  }
  return undefined;
}
