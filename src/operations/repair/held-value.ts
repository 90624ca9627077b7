import type { BytesReply, NodeConnection, ServerError } from '../../redis/connection';
import { printableKey } from '../migration/printable-key';

const ANSWER_MS = 5000;

/** How the beginning of a value of each type is read. */
const BEGINNING: Readonly<Record<string, (key: Buffer) => (string | Buffer)[]>> = {
  string: (key) => ['GETRANGE', key, '0', '199'],
  list: (key) => ['LRANGE', key, '0', '9'],
  set: (key) => ['SSCAN', key, '0', 'COUNT', '10'],
  zset: (key) => ['ZRANGE', key, '0', '9', 'WITHSCORES'],
  hash: (key) => ['HSCAN', key, '0', 'COUNT', '10'],
  stream: (key) => ['XRANGE', key, '-', '+', 'COUNT', '3'],
};

/**
 * A value as a person can read it, short. @param asking the node does not own the slot, but imports it
 * @throws NoRoute, NoAnswer
 */
export async function heldValue(connection: NodeConnection, key: Buffer, asking: boolean): Promise<string> {
  const ask = async (...command: (string | Buffer)[]): Promise<BytesReply | ServerError | undefined> => {
    const before = asking ? [['ASKING']] : [];
    return (await connection.batchBytes([...before, command], ANSWER_MS)).at(-1);
  };
  const type = String(await ask('TYPE', key));
  const [beginning, ttl] = [await ask(...(BEGINNING[type]?.(key) ?? ['TYPE', key])), await ask('PTTL', key)];
  const lives = Number(ttl) > 0 ? `, ${Math.ceil(Number(ttl) / 1000)} s to live` : '';
  return `${type} ${readable(beginning)}${lives}`;
}

function readable(reply: BytesReply | ServerError | undefined): string {
  if (Array.isArray(reply)) return `[${reply.map(readable).join(', ')}]`;
  return Buffer.isBuffer(reply) ? `"${printableKey(reply)}"` : String(reply);
}
