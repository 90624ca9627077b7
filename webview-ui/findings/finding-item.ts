import type { Finding, FindingSeverity } from '../../src/model/findings/finding';
import { type Child, type Described, el, hidden } from '../elements';
import { say, t } from '../l10n';
import type { Scene } from '../scene';
import { remedyLine } from './remedy-line';

/** How serious, by shape first. */
const SHAPES: Readonly<Record<FindingSeverity, string>> = { error: '✖', warning: '▲', info: '•' };

function severityWord(severity: FindingSeverity): string {
  switch (severity) {
    case 'error':
      return t('error');
    case 'warning':
      return t('warning');
    case 'info':
      return t('note');
  }
}

/** One finding: its sentence, which unfolds into why it matters, who said what, and what to do. */
export function findingItem(
  scene: Scene,
  finding: Finding,
  unfolded: boolean,
  toggle: () => void,
): Described {
  const { id, severity, what } = finding;
  const bodyId = `finding ${id}`.replace(/[^\w-]/g, '-');
  return el(
    'li',
    { key: id, class: `finding ${severity}` },
    el('span', { class: `mark ${severity}`, 'aria-hidden': 'true' }, SHAPES[severity]),
    el(
      'button',
      {
        class: 'what unfold',
        type: 'button',
        'aria-expanded': unfolded ? 'true' : 'false',
        'aria-controls': unfolded ? bodyId : undefined,
        on: { click: toggle },
      },
      hidden(`${severityWord(severity)}: `),
      el('span', { class: 'sign', 'aria-hidden': 'true' }, unfolded ? '▾' : '▸'),
      say(what),
    ),
    unfolded && body(scene, finding, bodyId),
  );
}

function body(scene: Scene, finding: Finding, id: string): Child {
  const { why, evidence } = finding;
  return el(
    'div',
    { key: 'body', class: 'body', id },
    el('p', { key: 'why' }, say(why)),
    evidence.length > 0 &&
      el(
        'dl',
        { key: 'evidence', 'aria-label': t('Evidence') },
        ...evidence.map(({ node, words }, i) =>
          el('div', { key: `${i}` }, el('dt', {}, node), el('dd', {}, el('code', {}, words))),
        ),
      ),
    remedyLine(scene, finding),
  );
}
