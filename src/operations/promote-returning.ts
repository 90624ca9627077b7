import type { Engine } from '../docker/engine';
import { putFiles, readFile } from '../docker/files';
import { reasonOf } from '../model/failure';
import type { Place } from '../model/handover';
import { DATA_DIR } from '../model/plan';
import type { TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import type { Journal } from './handover/journal';
import { SERVER_GID, SERVER_UID } from './server-user';

const CONF = 'redis.conf';

/**
 * Sees to it that nodes that are stopped come back as replicas of the new master: an old master would otherwise
 * return as a second one. What cannot be written is logged; it undoes nothing.
 * @returns those that were not told: paused, unreachable, or without a file of ours
 */
export async function returnAsReplicas(
  lab: Lab,
  topology: TopologySnapshot,
  absent: readonly Place[],
  master: Place,
  journal: Journal,
): Promise<Place[]> {
  const untold: Place[] = [];
  const engine = await lab.connect();
  for (const place of absent) {
    const node = topology.nodes.find((n) => n.id === place.id);
    const stopped = node?.container.state === 'exited' || node?.container.state === 'created';
    try {
      if (node && stopped && (await rewrite(engine, node.container.id, master))) {
        journal.note(text('{0} will come back as a replica', place.name));
        continue;
      }
    } catch (error) {
      lab.log.warn(`${place.name}: ${reasonOf(error)}`);
    }
    untold.push(place);
  }
  return untold;
}

/** @returns whether there was a configuration file to change */
async function rewrite(engine: Engine, containerId: string, master: Place): Promise<boolean> {
  const conf = await readFile(engine, containerId, `${DATA_DIR}/${CONF}`);
  if (!conf) return false;
  const lines = conf
    .toString('utf8')
    .split('\n')
    .filter((line) => !/^\s*(replicaof|slaveof)\s/i.test(line));
  const content = `${lines.join('\n').trimEnd()}\nreplicaof ${master.ip} ${master.port}\n`;
  const file = { path: CONF, content, mode: 0o600, uid: SERVER_UID, gid: SERVER_GID };
  await putFiles(engine, containerId, DATA_DIR, [file]);
  return true;
}
