import type { JoiningNode, TopologySnapshot } from '../../model/snapshot';
import { t } from '../localise';
import { healthWord } from './health-word';
import type { Row } from './row';

/** A node that is no member yet: one that is being added, or one of which nobody finished it. */
export function joiningRow(node: JoiningNode, topology: TopologySnapshot): Row {
  const abandoned = node.state === 'abandoned';
  const level = abandoned ? 'warning' : 'pending';
  const description = abandoned ? t('its addition was not finished') : t('being added');
  return {
    id: node.id,
    look: {
      label: node.name,
      description,
      level,
      tooltip: undefined,
      context: abandoned ? 'joining abandoned leavable' : 'joining',
      spoken: [node.name, healthWord(level), description, topology.name].join(', '),
      open: true,
    },
    children: [],
  };
}
