import { nodeHealth } from '../../model/node-health';
import type { TopologySnapshot } from '../../model/snapshot';
import type { Shard } from '../../model/structure';
import { t } from '../localise';
import { nodeRow } from './node-row';
import { replicaRow } from './replica-row';
import type { Row } from './row';

/** A master with its replicas beneath it, or the nodes of a shard of which none answers as master. */
export function shardRow(shard: Shard, topology: TopologySnapshot): Row {
  const replicas = shard.replicas.map((node) => replicaRow(node, topology));
  if (shard.master) return nodeRow('master', shard.master, topology, replicas);
  const label = t('No master answers');
  // Where all are stopped nobody should answer: the rows beneath say so.
  const stopped = shard.replicas.every((node) => nodeHealth(node, topology).level === 'off');
  return {
    id: `${topology.id}#${shard.key}`,
    look: {
      label,
      description: undefined,
      level: stopped ? 'off' : 'error',
      tooltip: undefined,
      context: 'masterless',
      spoken: label,
      open: true,
    },
    children: replicas,
  };
}
