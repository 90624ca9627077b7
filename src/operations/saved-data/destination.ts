import { Failure, reasonOf } from '../../model/failure';
import { keySlotOfBytes } from '../../model/key-slot';
import { parseInfo } from '../../model/parse/info';
import { slotOwners } from '../../model/slot-owners';
import { text } from '../../model/text';
import { NodeConnection, ServerError } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import type { Holding } from './masters';

/** Where keys are put: a master, over a connection that is nobody else's, because databases are chosen on it. */
export interface Door {
  readonly name: string;
  readonly connection: NodeConnection;
}

/** The masters that saved data goes to. */
export interface Destination {
  readonly doors: readonly Door[];
  /** The master that a key belongs to. */
  doorOf(key: Buffer): Door;
  close(): void;
}

/**
 * Opens the way to the masters of a topology.
 * @throws Failure when a slot of a cluster has no owner: its keys could be put nowhere
 */
export function openDestination(lab: Lab, { topology, masters }: Holding): Destination {
  const doors = masters.map(({ id, name }): Door => {
    const target = lab.targetTo(id);
    if (!target) throw new Failure(text('There is no node {0} any more.', name));
    return { name, connection: new NodeConnection(target) };
  });
  const [first] = doors;
  if (!first) throw new Failure(text('{0} has no master that answers', topology.name));
  const close = () => {
    for (const { connection } of doors) connection.close();
  };
  if (topology.shape !== 'cluster') return { doors, doorOf: () => first, close };
  const { owner, unservedCount } = slotOwners(topology);
  if (unservedCount > 0) {
    throw new Failure(
      text('{0} slots of {1} have no owner: their keys could be put nowhere', unservedCount, topology.name),
      {
        next: text('Mend it first.'),
        remedies: ['openDashboard'],
      },
    );
  }
  const byId = new Map(masters.map(({ id }, i) => [id, doors[i]]));
  const bySlot = owner.map((id) => byId.get(id ?? '') ?? first);
  return { doors, doorOf: (key) => bySlot[keySlotOfBytes(key)] ?? first, close };
}

/** What the masters hold, by the counters of each. */
export interface Contents {
  readonly keys: number;
  /** Of them, those that never expire. */
  readonly lasting: number;
  readonly functions: boolean;
}

/** @throws Failure naming the master that did not say it */
export async function contentsOf(doors: readonly Door[]): Promise<Contents> {
  const all = await Promise.all(
    doors.map(async ({ name, connection }) => {
      try {
        const [info, libraries] = await connection.batch([
          ['INFO', 'keyspace'],
          ['FUNCTION', 'LIST'],
        ]);
        if (info instanceof ServerError) throw info;
        return { ...countsIn(String(info)), functions: Array.isArray(libraries) && libraries.length > 0 };
      } catch (error) {
        throw new Failure(text('{0} did not say how many keys it has', name), { why: reasonOf(error) });
      }
    }),
  );
  return {
    keys: all.reduce((sum, one) => sum + one.keys, 0),
    lasting: all.reduce((sum, one) => sum + one.lasting, 0),
    functions: all.some((one) => one.functions),
  };
}

/** Adds up the databases of INFO keyspace: `db0:keys=3,expires=1,avg_ttl=…`. */
function countsIn(reply: string): { keys: number; lasting: number } {
  let keys = 0;
  let lasting = 0;
  for (const [field, value] of parseInfo(reply)) {
    if (!/^db\d+$/.test(field)) continue;
    const count = Number(/keys=(\d+)/.exec(value)?.[1] ?? 0);
    keys += count;
    lasting += count - Number(/expires=(\d+)/.exec(value)?.[1] ?? 0);
  }
  return { keys, lasting };
}
