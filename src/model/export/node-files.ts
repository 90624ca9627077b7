import { type NodesConfLine, nodesConfText } from '../nodes-conf';
import { listening } from '../server-config';
import type { Blueprint, BlueprintNode } from './blueprint';
import type { ExportedFile } from './exported-file';

/**
 * The configuration that each node starts with. All wiring is in it: replicas know their master, sentinels their
 * master and its settings, cluster nodes each other and their slots.
 * @param randomId gives 40 random hexadecimal digits at each call
 */
export function nodeFiles(blueprint: Blueprint, randomId: () => string): ExportedFile[] {
  const lines = blueprint.shape === 'cluster' ? clusterLines(blueprint, randomId) : [];
  return blueprint.nodes.flatMap((node): ExportedFile[] => {
    const file = (name: string, content: string) => ({
      path: `conf/${node.name}/${name}`,
      content,
      mode: 0o644,
    });
    if (node.role === 'sentinel') return [file('sentinel.conf', sentinelConf(blueprint, node))];
    const line = lines.find((l) => l.address === node.address && l.port === node.port);
    return [
      file('redis.conf', `${node.conf}${replicaOf(blueprint, node)}`),
      ...(line ? [file('nodes.conf', nodesConfText(lines, line.id, blueprint.server, blueprint.tls))] : []),
    ];
  });
}

export const masterOf = ({ nodes }: Blueprint): BlueprintNode | undefined =>
  nodes.find((n) => n.role === 'master');

function replicaOf(blueprint: Blueprint, node: BlueprintNode): string {
  const master = blueprint.nodes.find((n) => n.name === node.master);
  return blueprint.shape === 'cluster' || !master ? '' : `replicaof ${master.address} ${master.port}\n`;
}

function sentinelConf(blueprint: Blueprint, node: BlueprintNode): string {
  const { masterName, quorum, downAfterMs, failoverTimeoutMs, parallelSyncs } = blueprint.sentinel;
  const master = masterOf(blueprint);
  return [
    ...listening(blueprint, node.port, 'sentinel'),
    'protected-mode no',
    'dir /data',
    `sentinel monitor ${masterName} ${master?.address} ${master?.port} ${quorum}`,
    `sentinel down-after-milliseconds ${masterName} ${downAfterMs}`,
    `sentinel failover-timeout ${masterName} ${failoverTimeoutMs}`,
    `sentinel parallel-syncs ${masterName} ${parallelSyncs}`,
    '',
  ].join('\n');
}

function clusterLines({ nodes }: Blueprint, randomId: () => string): NodesConfLine[] {
  const ids = new Map(nodes.map((n) => [n.name, { id: randomId(), shardId: randomId() }]));
  const masters = nodes.filter((n) => n.role === 'master');
  return nodes.map((n) => {
    const master = n.role === 'master' ? n : nodes.find((m) => m.name === n.master);
    return {
      id: ids.get(n.name)?.id ?? '',
      address: n.address,
      port: n.port,
      shardId: ids.get(master?.name ?? n.name)?.shardId ?? '',
      ...(n.role === 'master' ? {} : { masterId: ids.get(master?.name ?? '')?.id ?? '-' }),
      epoch: Math.max(1, masters.indexOf(master ?? n) + 1),
      slots: n.slots,
    };
  });
}
