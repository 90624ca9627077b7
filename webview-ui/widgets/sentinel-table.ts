import type { NodeSnapshot } from '../../src/model/snapshot';
import { type Child, type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { nodeName } from './node-name';
import { COMPARED, type Compared, type Hello, majority, type Opinion, opinions } from './sentinel-views';
import { cell, row, table, wordsCell } from './table';

/** Every sentinel's own opinion, and where it differs from what most say. */
export function sentinelTable(scene: Scene): Child {
  const { sentinels } = scene.arrangement;
  if (sentinels.length === 0) return undefined;
  const all = opinions(scene);
  const most = new Map(COMPARED.map((column) => [column, majority(all, column)]));
  const rows = sentinels.flatMap((sentinel) => {
    const own = all.filter((o) => o.sentinel === sentinel);
    return own.length > 0 ? own.map((o) => opinionRow(o, most, scene)) : [silentRow(sentinel, scene)];
  });
  return el(
    'section',
    { key: 'sentinels', 'aria-labelledby': 'sentinels-title' },
    el('h2', { id: 'sentinels-title' }, t('What each sentinel says')),
    table(t('What each sentinel says'), columns(), rows),
    el('p', { class: 'verdict' }, ...verdict(all, most, sentinels.length)),
    el(
      'p',
      { class: 'dim', key: 'saves' },
      t('Whether each can save its configuration is not asked here, since that would write it: Verify does.'),
    ),
  );
}

const columns = () => [
  { label: t('Sentinel') },
  { label: t('Master') },
  { label: t('Flags') },
  { label: t('Replicas') },
  { label: t('Sentinels') },
  { label: t('Quorum') },
  { label: t('Config epoch') },
  { label: t('Last hello') },
  { label: t('Its verdict'), wide: true },
];

/** Every sentinel says hello each two seconds; who misses three of them is worth a look. ms */
const LATE_HELLO_MS = 6000;

function opinionRow(o: Opinion, most: Map<Compared, string | undefined>, scene: Scene): Described {
  const compared = (column: Compared, ...more: Child[]) =>
    differs(o, column, most) ? differing(o[column], most.get(column) ?? '', more) : cell(o[column], ...more);
  const said = o.view.quorumVerdict;
  return row(
    `${o.sentinel.id} ${o.view.masterName}`,
    o.sentinel === scene.selected,
    nodeName(o.sentinel, scene),
    [
      compared('master', o.masterName !== undefined && el('span', { class: 'below' }, o.masterName)),
      compared('flags'),
      compared('replicas'),
      compared('sentinels'),
      compared('quorum'),
      compared('epoch'),
      helloCell(o.hello),
      said.startsWith('OK') ? wordsCell(said) : wordsCell(mark('error'), said),
    ],
  );
}

/** How long ago it heard of its peers; of the one that is silent for longest. */
function helloCell(hello: Hello | undefined): Described {
  if (!hello) return cell('–');
  const ago = t('{0} s ago', (hello.agoMs / 1000).toFixed(1));
  if (hello.agoMs < LATE_HELLO_MS) return cell(ago);
  return el(
    'td',
    { class: 'differs' },
    mark('warning'),
    el('strong', {}, ago),
    el('span', { class: 'below' }, t('from {0}', hello.from)),
  );
}

function differs(o: Opinion, column: Compared, most: Map<Compared, string | undefined>): boolean {
  const usual = most.get(column);
  return usual !== undefined && o[column] !== usual;
}

const differing = (value: string, usual: string, more: readonly Child[]): Described =>
  el(
    'td',
    { class: 'words differs' },
    mark('warning'),
    el('strong', {}, value),
    ...more,
    el('span', { class: 'below' }, t('others say {0}', usual)),
  );

function silentRow(sentinel: NodeSnapshot, scene: Scene): Described {
  const { level, sentence } = scene.healthOf(sentinel);
  const words = el('td', { colspan: '8', class: `state ${level}` }, say(sentence));
  return row(sentinel.id, sentinel === scene.selected, nodeName(sentinel, scene), [words]);
}

function verdict(all: readonly Opinion[], most: Map<Compared, string | undefined>, asked: number): Child[] {
  const odd = all.filter((o) => COMPARED.some((column) => differs(o, column, most)));
  const noMajority = [...most.values()].some((usual) => usual === undefined);
  if (all.length === 0) return [mark('error'), t('No sentinel answers with an opinion.')];
  if (odd.length > 0) {
    return [mark('warning'), t('{0} of {1} differ from the majority.', number(odd.length), number(asked))];
  }
  if (noMajority && all.length > 1) return [mark('warning'), t('They do not agree, and no majority does.')];
  return all.length < asked
    ? [mark('warning'), t('The {0} of {1} that answer agree.', number(all.length), number(asked))]
    : [mark('ok'), t('All {0} agree.', number(asked))];
}
