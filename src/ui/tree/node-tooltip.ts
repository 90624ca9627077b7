import { shortId } from '../../model/format';
import { nodeHealth } from '../../model/node-health';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { addressOf, observedRole } from '../../model/structure';
import { show, t } from '../localise';
import { healthWord } from './health-word';
import { markdownTable } from './markdown';
import { roleWord } from './role-word';

/** Where a node runs and how it is, as a table. */
export function nodeTooltip(node: NodeSnapshot, topology: TopologySnapshot): string {
  const { container, answer } = node;
  const server = 'server' in answer ? answer.server : undefined;
  const role = observedRole(node);
  const { level, sentence } = nodeHealth(node, topology);
  return markdownTable(node.name, [
    [t('State'), level === 'ok' && role === 'master' ? healthWord(level) : show(sentence)],
    [t('Role'), role ? roleWord(role) : unknownRole(node, topology)],
    [t('Container'), container.name],
    [t('Container ID'), shortId(container.id)],
    [t('Container address'), addressOf(node)],
    [t('Published port'), container.publishedPort ?? t('not published')],
    [t('Image'), container.image],
    [t('Server'), server && `${server.product} ${server.version}`],
    [t('Network'), container.networkName],
    [t('Volume'), container.volumeName],
  ]);
}

/** What one of ours was made as is known; of others nothing is. */
function unknownRole({ intended }: NodeSnapshot, { origin }: TopologySnapshot): string {
  return origin === 'found' ? t('unknown') : t('unknown (made as {0})', roleWord(intended));
}
