import { type Child, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { table } from '../widgets/table';
import { masterFigures } from './figures';
import { minuteTable } from './minutes';
import { masterRow, replicaRow } from './rows';

/** How far each replica is behind its master, now and over the last five minutes. */
export function replication(scene: Scene): Child {
  const shards = scene.arrangement.shards.filter((s) => s.replicas.length > 0);
  if (shards.length === 0) return undefined;
  const rows = shards.flatMap(({ master, replicas }) => {
    const figures = masterFigures(master, scene);
    const its = replicas.map((replica) => replicaRow(replica, figures, scene));
    return master ? [masterRow(master, figures, scene), ...its] : its;
  });
  return el(
    'section',
    { key: 'replication', class: 'replication', 'aria-labelledby': 'replication-title' },
    el(
      'h2',
      { id: 'replication-title' },
      t('Replication'),
      el(
        'span',
        { class: 'aside' },
        t('bytes behind the master; the dotted line is one second of its writes'),
      ),
    ),
    table(t('Replication'), columns(), rows),
    minuteTable(
      shards.flatMap((s) => s.replicas),
      scene,
    ),
  );
}

const columns = () => [
  { label: t('Node') },
  { label: t('Of') },
  { label: t('Last 5 minutes'), wide: true },
  { label: t('Behind'), numeric: true },
  { label: t('Highest'), numeric: true },
  { label: t('Acknowledged'), numeric: true },
  { label: t('Link') },
  { label: t('If it reconnects') },
];
