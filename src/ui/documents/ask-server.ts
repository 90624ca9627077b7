import { clusterView } from '../../model/parse/cluster-nodes';
import { parseInfo } from '../../model/parse/info';
import { fieldsOf, sentinelView } from '../../model/parse/sentinel';
import type { SentinelView } from '../../model/sentinel-view';
import { type NodeConnection, ServerError } from '../../redis/connection';
import type { ServerFound } from './node-findings';

/** Asks a data node for all that it tells of itself. @throws NoRoute, NoAnswer, ServerError */
export async function askDataNode(connection: NodeConnection): Promise<ServerFound> {
  const [info, config, nodes, clusterInfo] = await connection.batch([
    ['INFO', 'everything'],
    ['CONFIG', 'GET', '*'],
    ['CLUSTER', 'NODES'],
    ['CLUSTER', 'INFO'],
  ]);
  if (info instanceof ServerError) throw info;
  const cluster =
    typeof nodes === 'string' && typeof clusterInfo === 'string'
      ? clusterView(nodes, clusterInfo)
      : undefined;
  return { kind: 'data', info: parseInfo(String(info)), config: fieldsOf(config), cluster };
}

/** Asks a sentinel what it monitors and knows. @throws NoRoute, NoAnswer, ServerError */
export async function askSentinel(connection: NodeConnection): Promise<ServerFound> {
  const [info, myId, masters] = await connection.batch([
    ['INFO'],
    ['SENTINEL', 'MYID'],
    ['SENTINEL', 'MASTERS'],
  ]);
  if (info instanceof ServerError) throw info;
  const monitored = (Array.isArray(masters) ? masters : []).flatMap((reply) => fieldsOf(reply) ?? []);
  return {
    kind: 'sentinel',
    info: parseInfo(String(info)),
    myId: typeof myId === 'string' ? myId : '',
    views: await Promise.all(monitored.map((master) => askAbout(connection, master))),
  };
}

async function askAbout(
  connection: NodeConnection,
  master: ReadonlyMap<string, string>,
): Promise<SentinelView> {
  const name = master.get('name') ?? '';
  const about = ['REPLICAS', 'SENTINELS', 'CKQUORUM'].map((what) => ['SENTINEL', what, name]);
  const [replicas, sentinels, verdict] = await connection.batch(about);
  // NOQUORUM comes as an error, and is the verdict all the same.
  const words = verdict instanceof ServerError ? verdict.message : String(verdict ?? '');
  return sentinelView(master, replicas, sentinels, words);
}
