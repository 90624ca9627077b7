import { Failure, reasonOf } from '../model/failure';
import { clusterView } from '../model/parse/cluster-nodes';
import { parseInfo, replicationFacts, serverFacts } from '../model/parse/info';
import { fieldsOf, sentinelView } from '../model/parse/sentinel';
import type { Answer, UnreachableReason } from '../model/snapshot';
import { ConnectionLost, NoAnswer, type NodeConnection, type Reply, ServerError } from './connection';
import { NoRoute } from './dial';
import { isUntrusted } from './untrusted';

/** What kind of server is asked: it decides which commands go into the one pipeline. */
export type Kind =
  | { readonly kind: 'data'; readonly cluster: boolean }
  | { readonly kind: 'sentinel'; readonly masters: readonly string[] }
  /** Nobody said what it is: it is asked that first. */
  | { readonly kind: 'unknown' };

type KnownKind = Exclude<Kind, { kind: 'unknown' }>;

/**
 * Asks a node, in one pipeline, for all that a snapshot holds of it. Never throws: not answering is an answer too.
 * @param now gives the time, ms
 * @param timeoutMs how long to wait, ms
 */
export async function ask(
  connection: NodeConnection,
  asked: Kind,
  now: () => number,
  timeoutMs: number,
): Promise<Answer> {
  const began = now();
  try {
    const kind = asked.kind === 'unknown' ? await findKind(connection, timeoutMs) : asked;
    const replies = await askAgainIfCut(connection, commandsFor(kind), timeoutMs);
    const info = replies[0];
    if (info instanceof ServerError) throw info;
    const times = { at: now(), tookMs: now() - began };
    const fields = parseInfo(String(info));
    const server = serverFacts(fields);
    if (kind.kind === 'sentinel') {
      return { kind: 'sentinel', ...times, server, ...sentinelFacts(fields, replies, kind.masters) };
    }
    if (server.loading) {
      return { kind: 'unreachable', since: began, reason: 'loading', cause: loadingCause(fields) };
    }
    const [, nodes, clusterInfo] = replies;
    const cluster =
      typeof nodes === 'string' && typeof clusterInfo === 'string'
        ? clusterView(nodes, clusterInfo)
        : undefined;
    return { kind: 'data', ...times, server, replication: replicationFacts(fields), cluster };
  } catch (error) {
    return {
      kind: 'unreachable',
      since: began,
      reason: reasonFor(error),
      cause: reasonOf(error),
      ...(error instanceof Failure && { failure: { what: error.what, why: error.why, next: error.next } }),
    };
  }
}

/**
 * A connection that was cut says nothing of the server: sentinels cut those of a replica that they re-point. Once more
 * over a new one; a server that is gone refuses that.
 */
async function askAgainIfCut(
  connection: NodeConnection,
  commands: readonly (readonly string[])[],
  timeoutMs: number,
): Promise<(Reply | ServerError)[]> {
  try {
    return await connection.batch(commands, timeoutMs);
  } catch (error) {
    if (error instanceof ConnectionLost && !isUntrusted(error)) return connection.batch(commands, timeoutMs);
    throw error;
  }
}

/** What kind of server it says it is, and of a sentinel what it monitors. */
async function findKind(connection: NodeConnection, timeoutMs: number): Promise<KnownKind> {
  const [info] = await askAgainIfCut(connection, [['INFO', 'server']], timeoutMs);
  if (info instanceof ServerError) throw info;
  const fields = parseInfo(String(info));
  // Valkey calls it so since 8.0.
  const mode = fields.get('redis_mode') ?? fields.get('server_mode');
  if (mode !== 'sentinel') return { kind: 'data', cluster: mode === 'cluster' };
  const masters = await connection.run(['SENTINEL', 'MASTERS'], timeoutMs);
  const names = (Array.isArray(masters) ? masters : []).flatMap((m) => fieldsOf(m)?.get('name') ?? []);
  return { kind: 'sentinel', masters: names };
}

/** What a sentinel is asked about each master that it monitors. */
const ABOUT_MASTER = ['MASTER', 'REPLICAS', 'SENTINELS', 'CKQUORUM'] as const;

function commandsFor(kind: KnownKind): string[][] {
  if (kind.kind === 'data') {
    return kind.cluster ? [['INFO'], ['CLUSTER', 'NODES'], ['CLUSTER', 'INFO']] : [['INFO']];
  }
  const about = kind.masters.flatMap((name) => ABOUT_MASTER.map((what) => ['SENTINEL', what, name]));
  return [['INFO'], ['SENTINEL', 'MYID'], ...about];
}

function sentinelFacts(
  fields: ReadonlyMap<string, string>,
  [, myId, ...about]: readonly (Reply | ServerError | undefined)[],
  masters: readonly string[],
) {
  const views = masters.flatMap((_, i) => {
    const from = i * ABOUT_MASTER.length;
    const [master, replicas, sentinels, quorum] = about.slice(from, from + ABOUT_MASTER.length);
    const found = fieldsOf(master);
    const verdict = quorum instanceof ServerError ? quorum.message : String(quorum ?? '');
    return found ? [sentinelView(found, replicas, sentinels, verdict)] : [];
  });
  return {
    myId: typeof myId === 'string' ? myId : '',
    tilt: fields.get('sentinel_tilt') === '1',
    views,
  };
}

function loadingCause(fields: ReadonlyMap<string, string>): string {
  const percent = fields.get('loading_loaded_perc');
  return percent === undefined ? 'LOADING' : `LOADING ${percent} %`;
}

function reasonFor(error: unknown): UnreachableReason {
  if (isUntrusted(error)) return 'trust';
  if (error instanceof NoRoute) return error.refused ? 'refused' : 'route';
  if (error instanceof NoAnswer) return 'timeout';
  if (error instanceof ServerError) {
    if (error.code === 'LOADING' || error.code === 'MASTERDOWN') return 'loading';
    return ['NOAUTH', 'WRONGPASS', 'NOPERM'].includes(error.code) || /password|AUTH/.test(error.message)
      ? 'auth'
      : 'protocol';
  }
  return 'protocol';
}
