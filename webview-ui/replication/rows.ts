import { formatBytes, formatDuration } from '../../src/model/format';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { masterOf } from '../../src/model/structure';
import { type Child, type Described, el } from '../elements';
import { say, t } from '../l10n';
import { link } from '../picture/words';
import type { Scene } from '../scene';
import { nodeName } from '../widgets/node-name';
import { cell, numberCell, row } from '../widgets/table';
import { copyProgress } from './copy-progress';
import { curve } from './curve';
import { type MasterFigures, type ReplicaFigures, replicaFigures } from './figures';
import { historyWords } from './history-words';

const NOTHING = '–';
export const COLUMNS = 8;

/** A master: what it writes, and how long a replica may be away. */
export function masterRow(master: NodeSnapshot, figures: MasterFigures | undefined, scene: Scene): Described {
  const { sentence } = scene.healthOf(master);
  const words = figures ? [rateWords(figures), reachWords(figures)].join(' · ') : say(sentence);
  const began = figures && historyWords(figures.facts, scene.history.of(master.id, 'historyBegan')?.last);
  const cells = [
    el(
      'td',
      { colspan: COLUMNS - 1, class: 'writes' },
      words,
      began !== undefined && el('span', { class: 'below' }, began),
    ),
  ];
  return row(`master ${master.id}`, false, nodeName(master, scene), cells);
}

function rateWords({ rate }: MasterFigures): string {
  if (rate === undefined) return t('writes not measured yet');
  return rate < 1 ? t('writes nothing') : t('writes {0} a second', formatBytes(Math.round(rate)));
}

function reachWords({ reach, facts }: MasterFigures): string {
  const backlog = t('backlog {0}', formatBytes(facts.backlogSize));
  if (facts.backlogSize <= 0) return t('no backlog: a replica that was away copies everything');
  if (reach === undefined) return backlog;
  return reach === Number.POSITIVE_INFINITY
    ? `${backlog} · ${t('a replica away for however long can resume')}`
    : `${backlog} · ${t('a replica away for up to {0} can resume', formatDuration(reach * 1000))}`;
}

/** A replica: its curve, and the same in numbers. */
export function replicaRow(
  replica: NodeSnapshot,
  master: MasterFigures | undefined,
  scene: Scene,
): Described {
  const figures = replicaFigures(replica, master, scene);
  const ring = scene.history.of(replica.id, 'lagBytes');
  return row(replica.id, replica === scene.selected, nodeName(replica, scene), [
    el('td', { class: 'dim' }, masterName(replica, scene)),
    cell(curve({ name: replica.name, ring, oneSecond: master?.rate, until: scene.asOf })),
    numberCell(bytes(figures.behind), secondsBehind(figures)),
    numberCell(bytes(figures.highest)),
    numberCell(figures.silent === undefined ? NOTHING : t('{0} s ago', figures.silent)),
    linkCell(replica, scene),
    cell(resumeWords(figures)),
  ]);
}

const bytes = (n: number | undefined): string => (n === undefined ? NOTHING : formatBytes(Math.round(n)));

/** How long its master takes to write as much, where that can be felt. */
function secondsBehind({ seconds = 0 }: ReplicaFigures): Child {
  return seconds >= 0.05 && el('span', { class: 'dim' }, ` · ${formatDuration(seconds * 1000)}`);
}

function linkCell(replica: NodeSnapshot, scene: Scene): Described {
  const { level, words } = link(replica, scene);
  const facts = replica.answer.kind === 'data' ? replica.answer.replication : undefined;
  const sync = facts?.role === 'replica' ? facts.sync : undefined;
  return level === 'ok'
    ? cell(t('up'))
    : el('td', { class: `state ${level}` }, words || NOTHING, sync && copyProgress(sync));
}

/** Whose replica it says it is; by its address when that is nobody who answers. */
function masterName(replica: NodeSnapshot, { snapshot }: Scene): string {
  const r = replica.answer.kind === 'data' ? replica.answer.replication : undefined;
  const address = r?.role === 'replica' ? `${r.masterHost}:${r.masterPort}` : NOTHING;
  return masterOf(replica, snapshot)?.name ?? address;
}

function resumeWords({ resumes }: ReplicaFigures): string {
  switch (resumes) {
    case 'partial':
      return t('resumes');
    case 'full':
      return t('copies everything');
    default:
      return NOTHING;
  }
}
