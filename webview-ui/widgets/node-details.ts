import { type Described, el } from '../elements';
import { t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { nodeActions } from './node-actions';
import { nodeFacts } from './node-facts';

/** The selected node: what it is, its numbers, what can be done to it. */
export function nodeDetails(scene: Scene): Described {
  const node = scene.selected;
  if (!node) {
    return el(
      'section',
      { key: 'details', class: 'details' },
      el('h2', {}, t('Node')),
      el('p', { class: 'dim' }, t('There is no node yet.')),
    );
  }
  return el(
    'section',
    { key: 'details', class: 'details', 'aria-labelledby': 'details-title' },
    el('h2', { id: 'details-title', class: 'as-is' }, mark(scene.healthOf(node).level), node.name),
    nodeActions(node, scene),
    el(
      'dl',
      {},
      ...nodeFacts(node, scene).flatMap(({ what, value, detail }) => [
        el('dt', { key: `what ${what}` }, what),
        el(
          'dd',
          { key: `value ${what}` },
          value,
          detail ? el('span', { class: 'dim' }, ` ${detail}`) : undefined,
        ),
      ]),
    ),
  );
}
