/**
 * Defaults that are the same in Redis 6.2 to 8.0 and Valkey 8.1 to 9.1, of directives that are often changed at run
 * time: where a file does not set one of them, a change of it can still be told.
 */
export const knownDefaults: ReadonlyMap<string, string> = new Map([
  ['maxmemory', '0'],
  ['maxmemory-policy', 'noeviction'],
  ['maxclients', '10000'],
  ['timeout', '0'],
  ['tcp-keepalive', '300'],
  ['hz', '10'],
  ['databases', '16'],
  ['appendfsync', 'everysec'],
  ['stop-writes-on-bgsave-error', 'yes'],
  ['repl-timeout', '60'],
  ['repl-ping-replica-period', '10'],
  ['replica-priority', '100'],
  ['replica-read-only', 'yes'],
  ['replica-serve-stale-data', 'yes'],
  ['min-replicas-to-write', '0'],
  ['min-replicas-max-lag', '10'],
  ['slowlog-log-slower-than', '10000'],
  ['slowlog-max-len', '128'],
  ['latency-monitor-threshold', '0'],
  ['notify-keyspace-events', ''],
  ['cluster-require-full-coverage', 'yes'],
  ['cluster-migration-barrier', '1'],
  ['cluster-replica-validity-factor', '10'],
  ['cluster-allow-reads-when-down', 'no'],
]);
