import { type Child, type Described, el } from '../elements';
import { clock, number, say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { sentencesOf } from './health-parts';

/** More than these are counted: the node table has them all. */
const MOST = 5;

/** How the whole is, in one sentence, with what else is not well beneath it; and of when that is. */
export function healthLine({ health, asOf, troubled }: Scene): Described {
  const level = troubled ? 'pending' : health.level;
  // What is well is one sentence, however many it was made of.
  const [first = health.sentence, ...more] =
    health.level === 'ok' ? [health.sentence] : sentencesOf(health.sentence);
  return el(
    'div',
    { class: `health ${level}`, key: 'health' },
    mark(level),
    el(
      'div',
      { class: 'said' },
      el('p', {}, troubled ? t('Was, at {0}: {1}', clock(asOf), say(first)) : say(first)),
      more.length > 0 && rest(more.map(say)),
    ),
    el('span', { class: 'as-of' }, troubled ? t('not live') : t('live · {0}', clock(asOf))),
  );
}

function rest(sentences: readonly string[]): Child {
  const left = sentences.length - MOST;
  return el(
    'ul',
    {},
    ...sentences.slice(0, MOST).map((sentence) => el('li', {}, sentence)),
    left > 0 && el('li', {}, t('{0} more', number(left))),
  );
}
