import { env } from 'vscode';
import { formatBytes, formatCount } from '../../model/format';
import { type SavedData, totalBytes, totalKeys } from '../../model/saved-data/saved-data';
import { t } from '../localise';
import { savedRowId } from '../saved-row-id';
import { markdownTable } from './markdown';
import type { Row } from './row';

/** The data that is kept on an engine, in a group of its own that is closed at first; no row where there is none. */
export function savedDataRows(stationId: string, saved: readonly SavedData[]): readonly Row[] {
  if (saved.length === 0) return [];
  const label = t('Saved data');
  const description = String(saved.length);
  return [
    {
      id: `${stationId}#saved`,
      look: {
        label,
        description,
        level: undefined,
        icon: 'archive',
        tooltip: undefined,
        context: 'kept',
        spoken: `${label}, ${description}`,
        open: false,
      },
      children: saved.map((one) => savedRow(stationId, one)),
    },
  ];
}

function savedRow(stationId: string, saved: SavedData): Row {
  const description = t('of {0} · {1} keys', saved.topology.name, formatCount(totalKeys(saved)));
  const at = new Date(saved.at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    id: savedRowId(stationId, saved.id),
    look: {
      label: saved.name,
      description,
      level: undefined,
      icon: 'database',
      tooltip: markdownTable(saved.name, [
        [t('Saved'), at],
        [t('Server'), saved.server],
        [t('Size'), formatBytes(totalBytes(saved))],
      ]),
      context: 'saved',
      spoken: [saved.name, description, at].join(', '),
      open: false,
    },
    children: [],
  };
}
