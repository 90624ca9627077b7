import { Failure, reasonOf, throwIfCancelled } from '../../model/failure';
import { text } from '../../model/text';
import { type BytesReply, type NodeConnection, ServerError } from '../../redis/connection';
import type { Destination, Door } from './destination';

/** Keys asked for at a time. */
const SCANNED = 500;
/** What is on its way at a time, as far as it can be foreseen from the keys before, bytes. */
const ON_ITS_WAY = 8 * 1024 * 1024;
/** One value of some hundred megabytes. ms */
const ANSWER_MS = 120_000;

/** A key as one server hands it to another. */
interface Packed {
  readonly key: Buffer;
  readonly value: Buffer;
  /** ms since 1970; 0: never. */
  readonly expiresAt: number;
}

/**
 * Carries every key of a database to the master that it belongs to, with its time to live; one that is there is replaced.
 * What is read next is read while the last is written.
 * @param carried is told how many more keys arrived
 * @throws Failure naming who did not give or take them; Cancelled, between two portions
 */
export async function carryKeys(
  from: NodeConnection,
  db: number,
  to: Destination,
  carried: (keys: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const packed of portions(from, db, signal)) {
      await writing;
      writing = write(packed, db, to).then(() => carried(packed.length));
      // It is awaited in the next round; that it fails before that is no accident.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
}

async function* portions(from: NodeConnection, db: number, signal: AbortSignal): AsyncGenerator<Packed[]> {
  let cursor = '0';
  let averageBytes = 4096;
  do {
    const [next, keys] = await scan(from, db, cursor);
    cursor = next;
    for (let at = 0; at < keys.length; ) {
      throwIfCancelled(signal);
      const count = Math.max(1, Math.floor(ON_ITS_WAY / averageBytes));
      const packed = await pack(from, db, keys.slice(at, at + count));
      at += count;
      const bytes = packed.reduce((sum, { value }) => sum + value.length, 0);
      if (packed.length > 0) averageBytes = Math.max(16, bytes / packed.length);
      yield packed;
    }
  } while (cursor !== '0');
}

async function scan(from: NodeConnection, db: number, cursor: string): Promise<[string, Buffer[]]> {
  const [reply] = await inDatabase(from, db, [['SCAN', cursor, 'COUNT', String(SCANNED)]]);
  if (!Array.isArray(reply)) throw notGiven(reply);
  const [next, keys] = reply;
  return [String(next), Array.isArray(keys) ? keys.filter(Buffer.isBuffer) : []];
}

/** Keys whose time was up meanwhile are left out: they are no more. */
async function pack(from: NodeConnection, db: number, keys: readonly Buffer[]): Promise<Packed[]> {
  const replies = await inDatabase(
    from,
    db,
    keys.flatMap((key) => [
      ['PEXPIRETIME', key],
      ['DUMP', key],
    ]),
  );
  return keys.flatMap((key, i) => {
    const [expiry, value] = [replies[2 * i], replies[2 * i + 1]];
    for (const reply of [expiry, value]) if (reply instanceof ServerError) throw notGiven(reply);
    if (!Buffer.isBuffer(value)) return [];
    return { key, value, expiresAt: Math.max(0, Number(expiry)) };
  });
}

async function write(packed: readonly Packed[], db: number, to: Destination): Promise<void> {
  const byDoor = new Map<Door, Packed[]>();
  for (const one of packed) {
    const door = to.doorOf(one.key);
    const mine = byDoor.get(door);
    if (mine) mine.push(one);
    else byDoor.set(door, [one]);
  }
  await Promise.all([...byDoor].map(([door, mine]) => unpack(door, db, mine)));
}

async function unpack({ name, connection }: Door, db: number, packed: readonly Packed[]): Promise<void> {
  const commands = packed.map(({ key, value, expiresAt }) => [
    'RESTORE',
    key,
    String(expiresAt),
    value,
    'REPLACE',
    'ABSTTL',
  ]);
  const replies = await inDatabase(connection, db, commands).catch((error: unknown) => {
    throw new Failure(text('{0} did not take the keys', name), { why: reasonOf(error), cause: error });
  });
  const refused = replies.find((reply) => reply instanceof ServerError);
  if (refused instanceof ServerError)
    throw new Failure(text('{0} did not take the keys', name), {
      why: refused.message,
      remedies: ['showLog'],
    });
}

/** A connection that broke begins again in database 0: which one is meant is said with every batch. */
async function inDatabase(
  connection: NodeConnection,
  db: number,
  commands: readonly (readonly (string | Buffer)[])[],
): Promise<(BytesReply | ServerError)[]> {
  if (db === 0) return connection.batchBytes(commands, ANSWER_MS);
  const [chosen, ...replies] = await connection.batchBytes([['SELECT', String(db)], ...commands], ANSWER_MS);
  if (chosen instanceof ServerError) throw chosen;
  return replies;
}

function notGiven(reply: unknown): Failure {
  return new Failure(text('The saved data could not be read'), {
    why: reply instanceof ServerError ? reply.message : String(reply),
  });
}
