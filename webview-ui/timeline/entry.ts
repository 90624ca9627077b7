import type { TimelineEntry, TimelineStep } from '../../src/model/timeline/entry';
import { type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { chip } from './chip';
import { afterCause, fullTime, shortTime } from './times';

/** One thing that happened. What consists of steps unfolds into them, with times from its cause on. */
export function entryItem(
  entry: TimelineEntry,
  today: string,
  unfolded: boolean,
  toggle: () => void,
): Described {
  const { id, at, kind, severity, what, steps = [] } = entry;
  const stepsId = `steps ${id}`.replace(/\s/g, '-');
  const words =
    steps.length === 0
      ? el('span', { class: 'what' }, say(what))
      : el(
          'button',
          {
            class: 'what unfold',
            type: 'button',
            'aria-expanded': unfolded ? 'true' : 'false',
            'aria-controls': unfolded ? stepsId : undefined,
            on: { click: toggle },
          },
          el('span', { class: 'sign', 'aria-hidden': 'true' }, unfolded ? '▾' : '▸'),
          say(what),
          el(
            'span',
            { class: 'dim' },
            ` ${steps.length === 1 ? t('(1 step)') : t('({0} steps)', number(steps.length))}`,
          ),
        );
  return el(
    'li',
    { key: id, class: 'entry' },
    el('time', { datetime: new Date(at).toISOString(), title: fullTime(at) }, shortTime(at, today)),
    chip(kind, severity),
    words,
    unfolded && steps.length > 0 && el('ol', { class: 'steps', id: stepsId }, ...steps.map(stepItem)),
  );
}

const stepItem = ({ id, offsetMs, kind, severity, what }: TimelineStep): Described =>
  el(
    'li',
    { key: id, class: 'entry' },
    el('span', { class: 'after' }, afterCause(offsetMs)),
    chip(kind, severity),
    el('span', { class: 'what' }, say(what)),
  );
