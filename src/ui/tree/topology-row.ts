import { describeShape } from '../../model/describe';
import type { TopologySnapshot } from '../../model/snapshot';
import { arrange } from '../../model/structure';
import { shortHealth, topologyHealth } from '../../model/topology-health';
import { show, t } from '../localise';
import { topologyCapabilities } from '../topology-actions';
import { healthWord } from './health-word';
import { markdownTable } from './markdown';
import type { Row } from './row';
import { sentinelsRow } from './sentinels-row';
import { shardRow } from './shard-row';

/** A topology and everything in it. */
export function topologyRow(topology: TopologySnapshot): Row {
  const { level, sentence } = topologyHealth(topology);
  const shape = show(describeShape(topology));
  const health = show(sentence);
  const images = [...new Set(topology.nodes.map((node) => node.container.image))];
  return {
    id: topology.id,
    look: {
      label: topology.name,
      description: `${shape} · ${show(shortHealth(topology))}`,
      level,
      tooltip: markdownTable(topology.name, [
        [t('State'), health],
        [t('Shape'), shape],
        [t('Image'), images.join(', ')],
        [t('Network'), topology.nodes.find((node) => node.container.networkName)?.container.networkName],
      ]),
      context: ['topology', topology.shape, ...topologyCapabilities(topology)].join(' '),
      spoken: [topology.name, shape, healthWord(level), health].join(', '),
      open: true,
      container: true,
    },
    children: rowsBeneath(topology),
  };
}

/**
 * Nothing before the nodes have been asked for the first time: places that are known only a moment later would
 * make rows jump.
 */
function rowsBeneath(topology: TopologySnapshot): readonly Row[] {
  const unasked = topology.nodes.filter((node) => node.answer.kind === 'pending');
  const running = topology.nodes.filter((node) => node.container.state === 'running');
  if (topology.state === 'making' || (unasked.length > 0 && unasked.length >= running.length)) return [];
  const { shards, sentinels } = arrange(topology);
  return [
    ...shards.map((shard) => shardRow(shard, topology)),
    ...(sentinels.length > 0 ? [sentinelsRow(sentinels, topology)] : []),
  ];
}
