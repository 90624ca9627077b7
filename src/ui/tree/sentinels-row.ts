import { nodeHealth } from '../../model/node-health';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { t } from '../localise';
import type { Row } from './row';
import { sentinelRow } from './sentinel-row';

/** All sentinels of a topology, and how many of them agree. */
export function sentinelsRow(sentinels: readonly NodeSnapshot[], topology: TopologySnapshot): Row {
  const agreeing = sentinels.filter((node) => nodeHealth(node, topology).level === 'ok').length;
  const label = t('sentinels');
  const description = t('{0} of {1} agree', agreeing, sentinels.length);
  return {
    id: `${topology.id}#sentinels`,
    look: {
      label,
      description,
      level: undefined,
      tooltip: undefined,
      context: 'sentinels',
      spoken: `${label}, ${description}`,
      open: false,
    },
    children: sentinels.map((node) => sentinelRow(node, topology)),
  };
}
