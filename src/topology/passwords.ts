import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import { readUsersFile, USERS_FILE } from '../model/acl/users-file';
import { DATA_DIR } from '../model/plan';
import type { Secrets } from '../model/secrets';
import { passwordIn } from '../model/server-config';
import type { TopologySnapshot } from '../model/snapshot';

/**
 * The passwords of the topologies that were made here, read back from a node's own files through the engine and kept in
 * memory only.
 */
export class Passwords {
  readonly #known = new Map<string, Promise<Secrets>>();

  /** @throws Failure when the files cannot be read */
  of(engine: Engine, topology: TopologySnapshot): Promise<Secrets> {
    if (topology.spec?.auth === 'none') return Promise.resolve({});
    const known = this.#known.get(topology.id);
    if (known) return known;
    const reading = readSecrets(engine, topology).catch((error: unknown) => {
      this.#known.delete(topology.id);
      throw error;
    });
    this.#known.set(topology.id, reading);
    return reading;
  }

  /** Known from the start: we made it. */
  remember(topologyId: string, secrets: Secrets): void {
    this.#known.set(topologyId, Promise.resolve(secrets));
  }

  forget(topologyId: string): void {
    this.#known.delete(topologyId);
  }
}

/** Without a spec that can be read nobody knows which of both it has. */
async function readSecrets(engine: Engine, topology: TopologySnapshot): Promise<Secrets> {
  for (const { container } of topology.nodes) {
    const file = await readFile(engine, container.id, `${DATA_DIR}/${USERS_FILE}`);
    const users = file && readUsersFile(file.toString('utf8'));
    if (users) return { users };
    const conf = await readFile(engine, container.id, `${DATA_DIR}/redis.conf`);
    const password = conf && passwordIn(conf.toString('utf8'));
    if (password !== undefined) return { password };
  }
  return {};
}
