import { formatBytes } from '../../src/model/format';
import { machineOf, publishedAt } from '../../src/model/published';
import type { Level, NodeSnapshot } from '../../src/model/snapshot';
import { addressOf, lagBytes, observedRole } from '../../src/model/structure';
import { type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { memoEach } from '../memo';
import { inOrder, type Scene } from '../scene';
import { serverVersion } from '../versions';
import { nodeName } from './node-name';
import { cell, numberCell, row, table } from './table';

const NOTHING = '–';

/** Every node with its numbers: the picture for those who want to compare, or cannot see it. */
export function nodeTable(scene: Scene): Described {
  const columns = [
    { label: t('Node') },
    { label: t('Role') },
    { label: t('State') },
    { label: t('Address') },
    { label: machineOf(scene.snapshot.engine) === undefined ? t('On this machine') : t('Published') },
    { label: t('Offset'), numeric: true },
    { label: t('Lag'), numeric: true },
    { label: t('Memory'), numeric: true },
    { label: t('Server') },
  ];
  const rows = inOrder(scene.arrangement).map((node) => nodeRow(node, scene));
  return el(
    'section',
    { key: 'nodes', 'aria-labelledby': 'nodes-title' },
    el('h2', { id: 'nodes-title' }, t('Nodes')),
    table(t('Nodes'), columns, rows),
  );
}

function nodeRow(node: NodeSnapshot, scene: Scene): Described {
  const { container, answer } = node;
  const { level } = scene.healthOf(node);
  const address = addressOf(node) ?? NOTHING;
  const at = publishedAt(scene.snapshot.engine, container);
  const published = at ? [at.address, ...(at.onlyOn ? [at.onlyOn] : [])].join(' · ') : NOTHING;
  const beneath = observedRole(node) === 'replica';
  const known = state(
    node.id,
    roleWord(node, scene),
    beneath,
    level,
    stateWords(node, scene),
    address,
    published,
  );
  return row(node.id, node === scene.selected, nodeName(node, scene), [
    ...known,
    numberCell(answer.kind === 'data' ? number(answer.replication.offset) : NOTHING),
    numberCell(lagWords(node, scene)),
    numberCell(answer.kind === 'data' ? formatBytes(answer.server.usedMemory) : NOTHING),
    cell(serverVersion(node) ?? NOTHING),
  ]);
}

/** What seldom changes of a row: described anew only when it does. */
const state = memoEach(
  (role: string, beneath: boolean, level: Level, words: string, address: string, published: string) => [
    el('td', { class: beneath ? 'beneath' : undefined }, role),
    el('td', { class: `state ${level}` }, words),
    cell(el('code', {}, address)),
    cell(el('code', {}, published)),
  ],
);

function lagWords(node: NodeSnapshot, { snapshot }: Scene): string {
  const lag = lagBytes(node, snapshot);
  return lag === undefined ? NOTHING : formatBytes(lag);
}

/** How a node is; a master that is well just answers. */
export function stateWords(node: NodeSnapshot, scene: Scene): string {
  const { level, sentence } = scene.healthOf(node);
  return level === 'ok' && observedRole(node) === 'master' ? t('answers') : say(sentence);
}

/** What a node is now; what it was made as when it does not say, if we made it. */
export function roleWord(node: NodeSnapshot, { snapshot }: Scene): string {
  const role = observedRole(node);
  if (role === 'master') return t('master');
  if (role === 'replica') return t('replica');
  if (role === 'sentinel') return t('sentinel');
  if (snapshot.origin === 'found') return t('unknown');
  if (node.intended === 'sentinel') return t('made as sentinel');
  return node.intended === 'master' ? t('made as master') : t('made as replica');
}
