import { formatBytes, formatDuration } from '../../model/format';
import { serverFacts } from '../../model/parse/info';
import { text } from '../../model/text';
import { rows, type Section } from './document';
import { unixTime } from './times';

type Info = ReadonlyMap<string, string>;

/** What INFO says of the server process: version, age, clients. */
export function serverSection(info: Info): Section {
  const server = serverFacts(info);
  return {
    title: text('Server'),
    parts: [
      rows(
        [text('Version'), `${server.product} ${server.version}`],
        [text('Mode'), info.get('redis_mode') ?? info.get('server_mode')],
        [text('Up for'), formatDuration(server.uptimeSeconds * 1000)],
        [text('Run id'), server.runId],
        [text('Clients'), String(server.connectedClients)],
        [text('Commands a second'), String(server.opsPerSecond)],
      ),
    ],
  };
}

/** What INFO says of memory. */
export function memorySection(info: Info): Section {
  const bytes = (field: string) => {
    const value = info.get(field);
    return value === undefined ? undefined : formatBytes(Number(value));
  };
  const limit = info.get('maxmemory');
  return {
    title: text('Memory'),
    parts: [
      rows(
        [text('Used'), bytes('used_memory')],
        [text('Peak'), bytes('used_memory_peak')],
        [text('Resident'), bytes('used_memory_rss')],
        [text('Limit'), limit === '0' ? text('no limit') : bytes('maxmemory')],
        [text('When the limit is reached'), info.get('maxmemory_policy')],
        [text('Fragmentation'), info.get('mem_fragmentation_ratio')],
      ),
    ],
  };
}

/** What INFO says of what is on disk. */
export function persistenceSection(info: Info): Section {
  const aof = info.get('aof_enabled') === '1';
  const aofSize = info.get('aof_current_size');
  return {
    title: text('Persistence'),
    parts: [
      rows(
        [text('Append-only file'), aof ? text('on') : text('off')],
        [text('Its size'), aof && aofSize !== undefined ? formatBytes(Number(aofSize)) : undefined],
        [text('Its last write'), aof ? info.get('aof_last_write_status') : undefined],
        [text('Its last rewrite'), aof ? info.get('aof_last_bgrewrite_status') : undefined],
        [text('Last snapshot'), unixTime(info.get('rdb_last_save_time'))],
        [text('Its outcome'), info.get('rdb_last_bgsave_status')],
        [text('Changes since'), info.get('rdb_changes_since_last_save')],
        [
          text('Snapshot being written'),
          info.get('rdb_bgsave_in_progress') === '1' ? text('yes') : undefined,
        ],
      ),
    ],
  };
}

/** What INFO says of the databases that hold keys. */
export function keyspaceSection(info: Info): Section {
  const databases = [...info].flatMap(([field, value]) => {
    if (!/^db\d+$/.test(field)) return [];
    const part = (name: string) => new RegExp(`${name}=(\\d+)`).exec(value)?.[1] ?? '';
    const ttl = Number(part('avg_ttl'));
    return [[field, part('keys'), part('expires'), ttl > 0 ? formatDuration(ttl) : '-']];
  });
  return {
    title: text('Keyspace'),
    parts:
      databases.length === 0
        ? [{ kind: 'note', note: text('No keys.') }]
        : [
            {
              kind: 'table',
              head: [text('Database'), text('Keys'), text('With expiry'), text('Mean time to live')],
              rows: databases,
            },
          ],
  };
}
