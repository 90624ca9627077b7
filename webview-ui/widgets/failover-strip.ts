import { failoverCourses } from '../../src/model/failover-course';
import type { FailoverCourse, Stage } from '../../src/model/failover-stages';
import { type Child, type Described, el, hidden } from '../elements';
import { say, t } from '../l10n';
import type { Scene } from '../scene';

const SHAPES = { done: '✓', now: '▶', ahead: '·' } as const;

/** Where each failover that is under way stands, by what the nodes say; nothing as a rule. */
export function failoverStrip({ snapshot }: Scene): Child {
  const courses = failoverCourses(snapshot);
  if (courses.length === 0) return undefined;
  return el('div', { key: 'failovers', class: 'failovers' }, ...courses.map(strip));
}

const strip = ({ of, stages }: FailoverCourse): Described =>
  el(
    'section',
    { key: of, class: 'failover', 'aria-label': t('Failover of {0}', of) },
    el('h2', {}, t('Failover of {0}', of)),
    el('ol', {}, ...stages.map(step)),
  );

const step = ({ what, state, detail }: Stage): Described =>
  el(
    'li',
    { class: state, 'aria-current': state === 'now' ? 'step' : undefined },
    el('span', { class: 'mark', 'aria-hidden': 'true' }, SHAPES[state]),
    state === 'done' && hidden(t('done:')),
    say(what),
    detail && el('span', { class: 'below' }, say(detail)),
  );
