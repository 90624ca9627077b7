import { describeShape } from '../../model/describe';
import { diagnosedHealth, shortDiagnosis } from '../../model/diagnosed-health';
import type { Finding } from '../../model/findings/finding';
import { foundCapabilities } from '../../model/found-actions';
import type { TopologySnapshot } from '../../model/snapshot';
import { speaksTls, wantsCertificates } from '../../model/speaks-tls';
import { arrange } from '../../model/structure';
import { show, t } from '../localise';
import { topologyCapabilities } from '../topology-actions';
import { decorated } from './decorated-row';
import { healthWord } from './health-word';
import { joiningRow } from './joining-row';
import { markdownTable } from './markdown';
import type { Row } from './row';
import { sentinelsRow } from './sentinels-row';
import { shardRow } from './shard-row';

/** A topology and everything in it, with what is wrong with it. */
export function topologyRow(topology: TopologySnapshot, findings: readonly Finding[] = []): Row {
  const { level, sentence } = diagnosedHealth(topology, findings);
  const shape = show(describeShape(topology));
  const health = show(sentence);
  const images = [...new Set(topology.nodes.map((node) => node.container.image))];
  return {
    id: topology.id,
    look: {
      label: topology.name,
      description: `${shape} · ${show(shortDiagnosis(topology, findings))}`,
      level,
      tooltip: markdownTable(topology.name, [
        [t('State'), health],
        [t('Shape'), shape],
        [t('Image'), images.filter((image) => image !== '').join(', ')],
        [t('Made by'), topology.origin === 'found' ? t('somebody else; found on this engine') : undefined],
        [t('TLS'), tlsWords(topology)],
        [t('Network'), topology.nodes.find((node) => node.container.networkName)?.container.networkName],
      ]),
      context: ['topology', topology.shape, ...topologyCapabilities(topology), ...foundWords(topology)].join(
        ' ',
      ),
      spoken: [topology.name, shape, healthWord(level), health].join(', '),
      open: true,
      container: true,
    },
    children: rowsBeneath(topology).map((row) => decorated(row, findings)),
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
    ...(topology.joining ?? []).map((node) => joiningRow(node, topology)),
  ];
}

/** Ours are open with TLS alone; what else found ones are open with is not our way in. */
function tlsWords(topology: TopologySnapshot): string | undefined {
  if (wantsCertificates(topology)) return t('with certificates on both sides');
  if (!speaksTls(topology)) return undefined;
  return topology.spec?.tls ? t('only TLS') : t('with a certificate of the server');
}

/** What can be done to at least one of its nodes because others made it. */
function foundWords(topology: TopologySnapshot): ReadonlySet<string> {
  return new Set(topology.nodes.flatMap((node) => foundCapabilities(node, topology)));
}
