import { dataAuthLines, sentinelAuthLines } from './acl/auth-lines';
import { HOST_NAME } from './clients/announced';
import type { Secrets } from './secrets';
import { atLeast, type ServerVersion } from './server-version';
import { nodeCount, type Spec } from './spec';
import { tlsLines } from './tls/tls-files';

/**
 * Node timeout while a cluster is being formed, ms: role changes reach other nodes within half of it. Every node greets
 * every other twice within it, so it grows with the nodes, and in large clusters with their square, which is 1,500
 * greetings a second in all: a hundred nodes at 2.5 s kept two cores so busy with greeting that some never answered us.
 * A link must be there within half of it, which on a busy machine is short for a TLS handshake of all with all.
 */
function formingNodeTimeoutMs(spec: Spec): number {
  const nodes = nodeCount(spec);
  return Math.max(300, nodes * 25, Math.round(1.3 * nodes ** 2)) * (spec.tls ? 2 : 1);
}

/** The redis.conf of a data node. */
export function redisConf(
  spec: Spec,
  port: number,
  secrets: Secrets,
  server: ServerVersion,
  nodeTimeoutMs = formingNodeTimeoutMs(spec),
): string {
  const lines = [
    ...listening(spec, port, spec.shape === 'cluster' ? 'cluster' : 'data'),
    // Who comes in is decided by where ports are published, and by users or a password; nodes must reach each other.
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
  lines.push(...dataAuthLines(spec, secrets, server));
  if (spec.shape === 'cluster') {
    lines.push(
      'cluster-enabled yes',
      'cluster-config-file nodes.conf',
      `cluster-node-timeout ${nodeTimeoutMs}`,
    );
    if (spec.clients === 'host')
      lines.push(`cluster-announce-hostname ${HOST_NAME}`, 'cluster-preferred-endpoint-type hostname');
  }
  return `${[...lines, ...spec.extraConfig].join('\n')}\n`;
}

/** Where a server listens, and how it speaks to the others. */
export const listening = (
  { tls }: { readonly tls?: boolean },
  port: number,
  kind: Parameters<typeof tlsLines>[1],
): string[] => (tls ? tlsLines(port, kind) : [`port ${port}`]);

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
export function sentinelConf(spec: Spec, port: number, secrets: Secrets, server: ServerVersion): string {
  const auth = sentinelAuthLines(spec, secrets, server);
  return [...listening(spec, port, 'sentinel'), 'protected-mode no', 'dir /data', ...auth, ''].join('\n');
}

/** The password that a configuration file sets, undefined when it sets none. Understands quoted and bare values. */
export function passwordIn(conf: string): string | undefined {
  const m = /^\s*requirepass\s+(?:"((?:[^"\\]|\\.)*)"|(\S+))\s*$/im.exec(conf);
  if (!m) return undefined;
  return m[1] === undefined ? m[2] : m[1].replace(/\\(.)/g, '$1');
}
