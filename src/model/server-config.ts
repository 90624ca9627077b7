import type { Secrets } from './secrets';
import { atLeast, type ServerVersion } from './server-version';
import type { Spec } from './spec';

/** Node timeout while a cluster is being formed, ms: role changes reach other nodes within half of it. */
export const FORMING_NODE_TIMEOUT_MS = 300;

/** A value as a configuration file takes it: quoted, with the escapes of sdssplitargs (sds.c). */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, (c) => `\\${c}`)}"`;
}

/** The redis.conf of a data node. */
export function redisConf(
  spec: Spec,
  port: number,
  secrets: Secrets,
  server: ServerVersion,
  nodeTimeoutMs = FORMING_NODE_TIMEOUT_MS,
): string {
  const lines = [
    `port ${port}`,
    // Ports are published on 127.0.0.1 only; inside the topology's own network nodes must reach each other.
    'protected-mode no',
    'dir /data',
    // Over disk: a replica that syncs disklessly may acknowledge before the master has noticed that the child has ended,
    // and is then fed only after its next acknowledgement, a second later (measured on Redis 7.0, Valkey 8.1 and 9.1).
    'repl-diskless-sync no',
    // The replica loads what it is sent at once, not at its next tick.
    'repl-diskless-load on-empty-db',
    ...persistenceLines(spec),
  ];
  if (atLeast(server, 7, 0)) lines.push('enable-debug-command local');
  if (spec.maxmemoryMb !== undefined) lines.push(`maxmemory ${spec.maxmemoryMb}mb`);
  if (secrets.password !== undefined) {
    // On every node, because any of them may become master or replica.
    lines.push(`requirepass ${quoted(secrets.password)}`, `masterauth ${quoted(secrets.password)}`);
  }
  if (spec.shape === 'cluster') {
    lines.push(
      'cluster-enabled yes',
      'cluster-config-file nodes.conf',
      `cluster-node-timeout ${nodeTimeoutMs}`,
    );
  }
  return `${[...lines, ...spec.extraConfig].join('\n')}\n`;
}

function persistenceLines(spec: Spec): string[] {
  switch (spec.persistence) {
    case 'none':
      return ['save ""', 'appendonly no'];
    case 'aof':
      return ['save ""', 'appendonly yes', 'appendfsync everysec'];
    case 'rdb':
      return ['save 900 1 300 10 60 1000', 'appendonly no'];
  }
}

/** The sentinel.conf a sentinel starts with; whom it monitors is told to it when the links are up. */
export function sentinelConf(port: number): string {
  return [`port ${port}`, 'protected-mode no', 'dir /data', ''].join('\n');
}

/** The password that a configuration file sets, undefined when it sets none. Understands quoted and bare values. */
export function passwordIn(conf: string): string | undefined {
  const m = /^\s*requirepass\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))\s*$/im.exec(conf);
  if (!m) return undefined;
  return m[1] === undefined ? m[2] : m[1].replace(/\\(.)/g, '$1');
}
