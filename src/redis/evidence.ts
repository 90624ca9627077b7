import type { Entrance } from '../model/acl/entrance';
import type { ConfigEvidence, Counters, MonitoredEvidence, SlotKeys } from '../model/evidence';
import { entranceIn } from '../model/parse/acl-list';
import { parseInfo } from '../model/parse/info';
import { fieldsOf } from '../model/parse/sentinel';
import { type NodeConnection, type Reply, ServerError } from './connection';

/** How long one node may take, ms: nobody waits for it, but it shares the connection with those who do. */
const ANSWER_MS = 3000;

export interface DataEvidence {
  /** Undefined: the server refuses CONFIG. */
  readonly config: ConfigEvidence | undefined;
  readonly counters: Counters;
}

/** What a data node is configured with, and its counters. Secrets end here. @throws NoRoute, NoAnswer, ServerError */
export async function askDataEvidence(connection: NodeConnection, now: () => number): Promise<DataEvidence> {
  const [info, reply, acl] = await connection.batch(
    [['INFO'], ['CONFIG', 'GET', '*'], ['ACL', 'LIST']],
    ANSWER_MS,
  );
  if (info instanceof ServerError) throw info;
  const fields = parseInfo(String(info));
  const number = (field: string) => Number(fields.get(field) ?? 0) || 0;
  const config = fieldsOf(reply);
  return {
    config: config && configEvidence(config, entranceOf(acl, config)),
    counters: {
      at: now(),
      fullSyncs: number('sync_full'),
      offset: number('master_repl_offset'),
      replicationId: fields.get('master_replid') ?? '',
      machineMemory: number('total_system_memory'),
    },
  };
}

/** The users say it; `requirepass` says it alone only where there are none, or where they are not told. */
function entranceOf(acl: Reply | ServerError | undefined, config: ReadonlyMap<string, string>): Entrance {
  if (Array.isArray(acl)) return entranceIn(acl.map(String));
  return { unnamed: config.get('requirepass') ? 'password' : 'open', users: undefined };
}

function configEvidence(config: ReadonlyMap<string, string>, entrance: Entrance): ConfigEvidence {
  const word = (name: string) => config.get(name) ?? '';
  const number = (...names: string[]) => Number(names.map(word).find((w) => w !== '') ?? 0) || 0;
  const buffers = / ?(?:slave|replica) (\d+ \d+ \d+)/.exec(word('client-output-buffer-limit'));
  return {
    persistent: word('save') !== '' || word('appendonly') === 'yes',
    dir: word('dir'),
    entrance,
    masterLogin:
      word('masterauth') || word('primaryauth')
        ? { user: word('masteruser') || word('primaryuser') || undefined }
        : undefined,
    protectedMode: word('protected-mode') === 'yes',
    minReplicasToWrite: number('min-replicas-to-write', 'min-slaves-to-write'),
    minReplicasMaxLag: number('min-replicas-max-lag', 'min-slaves-max-lag'),
    requireFullCoverage: word('cluster-require-full-coverage') === 'yes',
    announceIp: word('cluster-announce-ip'),
    announceHostname: word('cluster-announce-hostname'),
    announceClientIp: word('cluster-announce-client-ipv4') || word('cluster-announce-client-ipv6'),
    replicaBufferLimit: buffers?.[1] ?? '',
  };
}

export interface SentinelEvidence {
  readonly monitored: readonly MonitoredEvidence[];
  /** Path of its configuration file in its container; empty: none. */
  readonly configFile: string;
}

/** What a sentinel monitors, under which names and with which times. @throws NoRoute, NoAnswer, ServerError */
export async function askSentinelEvidence(connection: NodeConnection): Promise<SentinelEvidence> {
  const [info, masters] = await connection.batch(
    [
      ['INFO', 'server'],
      ['SENTINEL', 'MASTERS'],
    ],
    ANSWER_MS,
  );
  if (info instanceof ServerError) throw info;
  const monitored = (Array.isArray(masters) ? masters : []).flatMap((reply): MonitoredEvidence[] => {
    const fields = fieldsOf(reply);
    const number = (name: string) => Number(fields?.get(name) ?? 0);
    const name = fields?.get('name');
    if (name === undefined) return [];
    return [
      {
        name,
        quorum: number('quorum'),
        downAfterMs: number('down-after-milliseconds'),
        failoverTimeoutMs: number('failover-timeout'),
      },
    ];
  });
  return { monitored, configFile: parseInfo(String(info)).get('config_file') ?? '' };
}

/** How many keys a cluster node holds of some slots; those of which it holds none are left out. @throws as above */
export async function countKeysIn(connection: NodeConnection, slots: readonly number[]): Promise<SlotKeys[]> {
  if (slots.length === 0) return [];
  const commands = slots.map((slot) => ['CLUSTER', 'COUNTKEYSINSLOT', String(slot)]);
  const replies = await connection.batch(commands, ANSWER_MS);
  return slots.flatMap((slot, i) => (Number(replies[i]) > 0 ? [{ slot, keys: Number(replies[i]) }] : []));
}
