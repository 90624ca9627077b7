import type {
  FormerHistory,
  MasterFacts,
  ReplicaFacts,
  ReplicaSeen,
  ServerFacts,
  SyncProgress,
} from '../snapshot';

/** INFO's reply as field → value. Lines that are neither a field nor a heading are passed over. */
export function parseInfo(reply: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of reply.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1).trimEnd());
  }
  return fields;
}

const number = (info: ReadonlyMap<string, string>, field: string) => Number(info.get(field) ?? 0) || 0;

/** What INFO says of the server itself. */
export function serverFacts(info: ReadonlyMap<string, string>): ServerFacts {
  const valkey = info.get('valkey_version');
  let keys = 0;
  for (const [field, value] of info) {
    if (/^db\d+$/.test(field)) keys += Number(/keys=(\d+)/.exec(value)?.[1] ?? 0);
  }
  return {
    product: valkey ? 'valkey' : 'redis',
    version: valkey ?? info.get('redis_version') ?? '?',
    runId: info.get('run_id') ?? '',
    uptimeSeconds: number(info, 'uptime_in_seconds'),
    loading: info.get('loading') === '1' || info.get('async_loading') === '1',
    usedMemory: number(info, 'used_memory'),
    maxMemory: number(info, 'maxmemory'),
    opsPerSecond: number(info, 'instantaneous_ops_per_sec'),
    keys,
    connectedClients: number(info, 'connected_clients'),
  };
}

function replicasSeen(info: ReadonlyMap<string, string>): ReplicaSeen[] {
  const seen: ReplicaSeen[] = [];
  for (let i = 0; ; i++) {
    const line = info.get(`slave${i}`);
    if (line === undefined) return seen;
    const parts = new Map(
      line.split(',').map((p) => [p.slice(0, p.indexOf('=')), p.slice(p.indexOf('=') + 1)]),
    );
    seen.push({
      ip: parts.get('ip') ?? '',
      port: Number(parts.get('port') ?? 0),
      state: parts.get('state') ?? '',
      offset: Number(parts.get('offset') ?? 0),
      lagSeconds: Number(parts.get('lag') ?? 0),
    });
  }
}

/** Without one, servers give an id of zeros and the offset -1. */
function formerHistory(info: ReadonlyMap<string, string>): FormerHistory | undefined {
  const id = info.get('master_replid2') ?? '';
  const until = Number(info.get('second_repl_offset') ?? -1);
  return /^0*$/.test(id) || !(until >= 0) ? undefined : { id, until };
}

/** `master_sync_total_bytes` is -1 before the copy comes, and 0 when its size is not known (redis, genRedisInfoString). */
function syncProgress(info: ReadonlyMap<string, string>): SyncProgress | undefined {
  if (info.get('master_sync_in_progress') !== '1') return undefined;
  const total = Number(info.get('master_sync_total_bytes') ?? 0);
  return {
    readBytes: number(info, 'master_sync_read_bytes'),
    totalBytes: total > 0 ? total : total < 0 ? 'preparing' : 'streamed',
  };
}

/** What INFO says of replication, from the node's own side. */
export function replicationFacts(info: ReadonlyMap<string, string>): MasterFacts | ReplicaFacts {
  if (info.get('role') !== 'slave') {
    return {
      role: 'master',
      replicationId: info.get('master_replid') ?? '',
      former: formerHistory(info),
      offset: number(info, 'master_repl_offset'),
      replicas: replicasSeen(info),
      backlogHeld: number(info, 'repl_backlog_histlen'),
      backlogSize: number(info, 'repl_backlog_size'),
    };
  }
  const up = info.get('master_link_status') === 'up';
  return {
    role: 'replica',
    replicationId: info.get('master_replid') ?? '',
    former: formerHistory(info),
    masterHost: info.get('master_host') ?? '',
    masterPort: number(info, 'master_port'),
    link: up ? 'up' : 'down',
    linkDownSeconds: up ? undefined : number(info, 'master_link_down_since_seconds'),
    lastIoSeconds: up ? number(info, 'master_last_io_seconds_ago') : undefined,
    syncInProgress: info.get('master_sync_in_progress') === '1',
    sync: syncProgress(info),
    offset: number(info, 'slave_repl_offset'),
    readOnly: info.get('slave_read_only') !== '0',
    priority: number(info, 'slave_priority'),
  };
}
