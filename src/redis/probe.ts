import { Failure, reasonOf } from '../model/failure';
import { ConnectionLost, NoAnswer, type NodeConnection, ServerError, ShutOut } from './connection';
import { dial, NoRoute } from './dial';
import type { Target } from './target';
import { isUntrusted } from './untrusted';

/**
 * What stands behind a port. `closed`: nobody listens there (yet). `silent`: nothing was said in time.
 * `hungUp`: the connection was taken and ended without a word, as the engine's proxy does before a server listens, and
 * as servers do that speak TLS. `sealed`: it is to be spoken to over TLS, and we cannot. `other`: something that does not
 * speak as Redis and Valkey do.
 */
export type Verdict = 'server' | 'sealed' | 'closed' | 'silent' | 'hungUp' | 'other';

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
    if (error instanceof Failure || isUntrusted(error)) return 'sealed';
    if (error instanceof ServerError) return isOwn(error) ? 'server' : 'other';
    if (error instanceof NoRoute) return error.refused ? 'closed' : 'silent';
    if (/refused/i.test(reasonOf(error))) return 'closed';
    if (error instanceof ConnectionLost) return 'hungUp';
    return error instanceof NoAnswer ? 'silent' : 'other';
  }
}

/**
 * Whether whoever listens answers a TLS greeting. It is told nothing but the greeting: no authority is known that could
 * vouch for it, so that the handshake ends before anything else is said. Never throws.
 */
export async function answersTls(target: Target): Promise<boolean> {
  try {
    const { stream } = await dial({ ...target, tls: async () => ({ authority: NOBODY }) });
    stream.destroy();
    return true;
  } catch (error) {
    return isUntrusted(error);
  }
}

/** Not empty: without any authority those that the whole world trusts would count. */
const NOBODY = 'nobody';

const isOwn = (error: ServerError) =>
  OWN_WORDS.includes(error.code) || /\b(AUTH|password)\b/.test(error.message);
