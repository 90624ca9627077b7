import { type Child, type Described, el } from '../../elements';
import { t } from '../../l10n';
import { mark } from '../../marks';
import type { HeatView } from './heat';
import { type Heat, valueWords } from './metric';
import { PAUSE_MS, type Round } from './watch';

type Looked = NonNullable<HeatView['looked']>;

/** What the bars stand for; or why there are none. */
export function heatWords({ round, heat, metric }: Looked): Described {
  const trouble = round.kind === 'told' ? silence(round) : [];
  return el(
    'div',
    { class: 'heat-words', key: 'heat-words' },
    el('p', { role: 'status', key: 'status' }, waiting(round, heat)),
    heat && el('p', { class: 'dim', key: 'legend' }, legend(heat)),
    ...trouble,
    round.kind === 'told' &&
      !('cpu' in round.now.metrics) &&
      'keys' in round.now.metrics &&
      metric === 'keys' &&
      el(
        'p',
        { class: 'dim', key: 'more' },
        t('CPU and network are counted by servers with cluster-slot-stats-enabled yes.'),
      ),
  );
}

function waiting(round: Round, heat: Heat | undefined): Child {
  if (round.kind === 'asking') return t('Asking the masters what they count per slot…');
  if (round.kind === 'refused') return t('The masters could not be asked: {0}', round.why);
  if (heat) return undefined;
  return round.now.silent.length > 0 && Object.keys(round.now.metrics).length === 0
    ? undefined
    : t('Measured between two looks: the first figures come in {0} s', PAUSE_MS / 1000);
}

function legend({ metric, top }: Heat): string {
  const [hottest] = top;
  if (!hottest) return metric === 'keys' ? t('No slot holds a key.') : t('No slot was busy just now.');
  const most = valueWords(metric, hottest.value);
  return t('A bar is the hottest slot at its place; full height is slot {0} with {1}.', hottest.slot, most);
}

const silence = ({ now }: Extract<Round, { kind: 'told' }>): Described[] =>
  now.silent.map(({ node, why }) =>
    el('p', { key: `silent ${node}` }, mark('warning'), t('{0} does not tell: {1}', node, why)),
  );
