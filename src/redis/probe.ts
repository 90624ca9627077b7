import { reasonOf } from '../model/failure';
import { ConnectionLost, NoAnswer, type NodeConnection, ServerError, ShutOut } from './connection';
import { NoRoute } from './dial';

/**
 * What stands behind a port. `closed`: nobody listens there (yet). `silent`: nothing was said in time.
 * `hungUp`: the connection was taken and ended without a word, as the engine's proxy does before a server listens.
 * `other`: something that does not speak as Redis and Valkey do.
 */
export type Verdict = 'server' | 'closed' | 'silent' | 'hungUp' | 'other';

/** Errors that only a Redis or Valkey server answers INFO with. */
const OWN_WORDS = ['NOAUTH', 'WRONGPASS', 'NOPERM', 'LOADING', 'MASTERDOWN', 'DENIED', 'BUSY'];

/**
 * Finds out, with one attempt, whether a server is behind a connection. Never throws.
 * @param timeoutMs how long to wait for its answer, ms
 */
export async function probe(connection: NodeConnection, timeoutMs: number): Promise<Verdict> {
  try {
    const info = await connection.run(['INFO', 'server'], timeoutMs);
    return typeof info === 'string' && /^(redis|valkey)_version:/m.test(info) ? 'server' : 'other';
  } catch (error) {
    if (error instanceof ShutOut) return 'server';
    if (error instanceof ServerError) return isOwn(error) ? 'server' : 'other';
    if (error instanceof NoRoute) return error.refused ? 'closed' : 'silent';
    if (/refused/i.test(reasonOf(error))) return 'closed';
    if (error instanceof ConnectionLost) return 'hungUp';
    return error instanceof NoAnswer ? 'silent' : 'other';
  }
}

const isOwn = (error: ServerError) =>
  OWN_WORDS.includes(error.code) || /\b(AUTH|password)\b/.test(error.message);
