import type { NodeSnapshot } from '../../src/model/snapshot';
import { type Child, type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { COMPARED, type Compared, majority, type Opinion, opinions } from './sentinel-views';
import { cell, nodeButton, row, table, wordsCell } from './table';

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
  );
}

const columns = () => [
  { label: t('Sentinel') },
  { label: t('Master') },
  { label: t('Flags') },
  { label: t('Replicas') },
  { label: t('Sentinels') },
  { label: t('Quorum') },
  { label: t('Its verdict') },
  { label: t('Config epoch') },
];

function opinionRow(o: Opinion, most: Map<Compared, string | undefined>, scene: Scene): Described {
  const health = scene.healthOf(o.sentinel);
  const name = nodeButton(o.sentinel.name, () => scene.act.select(o.sentinel.id), mark(health.level));
  const compared = (column: Compared, ...more: Child[]) =>
    differs(o, column, most) ? differing(o[column], most.get(column) ?? '', more) : cell(o[column], ...more);
  const said = o.view.quorumVerdict;
  return row(`${o.sentinel.id} ${o.view.masterName}`, o.sentinel === scene.selected, name, [
    compared('master', o.masterName !== undefined && el('span', { class: 'below' }, o.masterName)),
    compared('flags'),
    compared('replicas'),
    compared('sentinels'),
    compared('quorum'),
    said.startsWith('OK') ? wordsCell(said) : wordsCell(mark('error'), said),
    compared('epoch'),
  ]);
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
  const name = nodeButton(sentinel.name, () => scene.act.select(sentinel.id), mark(level));
  const words = el('td', { colspan: '7', class: `state ${level}` }, say(sentence));
  return row(sentinel.id, sentinel === scene.selected, name, [words]);
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
