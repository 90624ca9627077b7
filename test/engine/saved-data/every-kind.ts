import { keySlotOfBytes } from '../../../src/model/key-slot';
import { slotOwners } from '../../../src/model/slot-owners';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole } from '../../../src/model/structure';
import { ServerError } from '../../../src/redis/connection';
import type { Bed } from '../topology/bed';

type Command = readonly (string | Buffer)[];

export const mastersOf = (topology: TopologySnapshot): NodeSnapshot[] =>
  topology.nodes.filter((node) => observedRole(node) === 'master');

/** Sends commands, each to the master that its key belongs to. */
export async function send(
  bed: Bed,
  topology: TopologySnapshot,
  commands: readonly Command[],
): Promise<void> {
  const masters = mastersOf(topology);
  const { owner } = slotOwners(topology);
  for (const master of masters) {
    const mine = commands.filter(
      (command) => topology.shape !== 'cluster' || owner[keySlotOfBytes(keyOf(command))] === master.id,
    );
    const replies = await (await bed.lab.connectionTo(master.id)).batchBytes(mine, 20_000);
    for (const reply of replies) if (reply instanceof ServerError) throw reply;
  }
}

/** The second word, but for a subcommand. */
const keyOf = ([name, first = '', second = '']: Command) => Buffer.from(name === 'XGROUP' ? second : first);

/** A library of functions, loaded on every master. */
export async function loadFunctions(bed: Bed, topology: TopologySnapshot): Promise<void> {
  const code = "#!lua name=lab\nredis.register_function('twice', function(k, a) return a[1] * 2 end)";
  for (const master of mastersOf(topology)) await bed.run(master, 'FUNCTION', 'LOAD', 'REPLACE', code);
}

/** Keys of every type and size that servers store in ways of their own; some expire, one is no text, one is large. */
export function everyKind(count: number): Command[] {
  const inAnHour = String(Date.now() + 3_600_123);
  return [
    ...Array.from({ length: count }, (_, i) => ['SET', `plain:${i}`, `value ${i}`]),
    ['SET', Buffer.from([0, 255, 254, 13, 10, 123]), Buffer.from([1, 0, 200, 10])],
    ['SET', 'expires', 'in an hour', 'PXAT', inAnHour],
    ['SET', 'large', Buffer.alloc(12_000_000, 'abcdefgh')],
    ['RPUSH', 'list', ...Array.from({ length: 300 }, (_, i) => `item ${i}`)],
    ['SADD', 'numbers', '1', '2', '3'],
    ['SADD', 'set', ...Array.from({ length: 600 }, (_, i) => `member ${i}`)],
    ['ZADD', 'scores', '1.5', 'one', '-2', 'two', '3', 'three'],
    ['HSET', 'hash', 'field', 'value', 'other', '2'],
    ['XADD', 'stream', '1-1', 'a', 'b'],
    ['XADD', 'stream', '2-1', 'c', 'd'],
    ['XGROUP', 'CREATE', 'stream', 'readers', '1-1'],
    ['XCLAIM', 'stream', 'readers', 'me', '0', '1-1', 'FORCE', 'JUSTID'],
    ['PFADD', 'visitors', 'a', 'b', 'c'],
    ['GEOADD', 'places', '13.4', '52.5', 'Berlin'],
  ];
}

/** All that masters hold: every key with its content, byte for byte, and when it expires; and the functions. */
export async function contents(bed: Bed, topology: TopologySnapshot): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const master of mastersOf(topology)) {
    const connection = await bed.lab.connectionTo(master.id);
    const [keys, functions] = await connection.batchBytes(
      [
        ['KEYS', '*'],
        ['FUNCTION', 'LIST', 'WITHCODE'],
      ],
      20_000,
    );
    found.set('functions', JSON.stringify(functions));
    const named = (keys as Buffer[]).filter((one) => !one.toString().startsWith('__'));
    const asked = named.flatMap((key): Command[] => [['PEXPIRETIME', key], read(key)]);
    const told = await connection.batchBytes(asked, 30_000);
    for (const [i, key] of named.entries()) {
      found.set(key.toString('latin1'), `${String(told[2 * i])} ${canonical(key, told[2 * i + 1])}`);
    }
  }
  return found;
}

/** A large set's members have no order of their own, and a server's dump has the order of its hash table. */
const read = (key: Buffer): Command => (key.toString() === 'set' ? ['SMEMBERS', key] : ['DUMP', key]);

const canonical = (key: Buffer, value: unknown): string =>
  key.toString() === 'set' && Array.isArray(value)
    ? value.map(String).sort().join()
    : Buffer.isBuffer(value)
      ? value.toString('base64')
      : String(value);
