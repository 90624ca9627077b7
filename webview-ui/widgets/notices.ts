import type { JoiningNode } from '../../src/model/snapshot';
import type { Text } from '../../src/model/text';
import { type Child, type Described, el } from '../elements';
import { clock, say, t } from '../l10n';
import { mark } from '../marks';
import { button } from './buttons';

/** Before the first answer of the extension. */
export function loading(late: boolean, trouble: Text | undefined, retry: () => void): Described {
  if (trouble) {
    return el(
      'div',
      { class: 'empty', key: 'no engine' },
      el('p', { role: 'alert' }, mark('error'), say(trouble)),
      el('p', {}, t('The topology is shown as soon as the engine answers.')),
      button(t('Ask Again'), retry, { primary: true }),
    );
  }
  return late
    ? el(
        'div',
        { class: 'empty', key: 'late' },
        el('p', { role: 'alert' }, t('The extension has not answered for 10 s.')),
        button(t('Ask Again'), retry, { primary: true }),
      )
    : el(
        'div',
        { class: 'empty', key: 'loading' },
        el('vscode-progress-ring', { 'aria-hidden': 'true' }),
        el('p', { role: 'status' }, t('Loading…')),
      );
}

/** The topology was removed. */
export function gone(name: string): Described {
  return el(
    'div',
    { class: 'empty', key: 'gone' },
    el('h1', {}, name || t('Topology')),
    el('p', { role: 'status' }, t('It is no longer there: its containers were removed.')),
  );
}

/** The page itself failed: a message was not what it should be. */
export function broken(reason: string, retry: () => void): Described {
  return el(
    'div',
    { class: 'empty', key: 'broken' },
    el('p', { role: 'alert' }, t('This page could not show what it was sent: {0}', reason)),
    button(t('Ask Again'), retry, { primary: true }),
  );
}

export function engineTrouble(trouble: Text | undefined, asOf: number): Child {
  return (
    trouble &&
    notice(
      'error',
      '✖',
      say(trouble),
      t('What is shown is from {0}. It goes on when the engine answers.', clock(asOf)),
    )
  );
}

export function unfinished(state: 'complete' | 'incomplete' | 'making'): Child {
  if (state === 'making')
    return notice('pending', '◌', t('Being made'), t('Nodes appear here as they start.'));
  if (state === 'incomplete') {
    return notice(
      'warning',
      '▲',
      t('The creation of this topology was not finished'),
      t('A window was closed or lost half-way. Remove what there is, then create it again.'),
    );
  }
  return undefined;
}

/** What is being added, or was and nobody finished it: no members, so nothing else on the page tells of them. */
export function stillJoining(joining: readonly JoiningNode[]): Child {
  if (joining.length === 0) return undefined;
  const names = joining.map((n) => n.name).join(', ');
  if (joining.every((n) => n.state === 'joining'))
    return notice('pending', '◌', t('Being added: {0}', names), t('They appear here when they have joined.'));
  return notice(
    'warning',
    '▲',
    t('The addition of {0} was not finished', names),
    t('A window was closed or lost half-way. Finish it or remove it: their menus in the tree offer both.'),
  );
}

function notice(level: string, shape: string, what: string, more: string): Described {
  return el(
    'div',
    { class: `notice ${level}`, role: 'status', key: `notice ${level}` },
    el('span', { class: `mark ${level}`, 'aria-hidden': 'true' }, shape),
    el('div', {}, el('strong', {}, what), el('p', {}, more)),
  );
}
