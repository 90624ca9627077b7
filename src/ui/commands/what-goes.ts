import type { TopologySnapshot } from '../../model/snapshot';
import { t } from '../localise';

/** What is lost when a topology is removed, line by line. */
export function whatGoes({ nodes }: TopologySnapshot): string {
  const volumes = new Set(nodes.flatMap(({ container }) => container.volumeName ?? []));
  const networks = new Set(nodes.flatMap(({ container }) => container.networkName ?? []));
  return [
    t('Containers: {0}', nodes.length),
    t('Volumes, with the data in them: {0}', volumes.size),
    t('Network: {0}', [...networks].join(', ') || t('none')),
    '',
    t('This cannot be undone.'),
  ].join('\n');
}
