import { formatBytes } from '../../src/model/format';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { numberCell, row, table } from '../widgets/table';

const MINUTE_MS = 60_000;
const MINUTES = [5, 4, 3, 2, 1] as const;
let open = false;

/** The curves as numbers, for those who cannot see a curve. Worked out only while it is looked at. */
export function minuteTable(replicas: readonly NodeSnapshot[], scene: Scene): Described {
  return el(
    'details',
    {
      key: 'minutes',
      on: {
        toggle: (event: Event) => {
          open = (event.currentTarget as HTMLDetailsElement).open;
          scene.act.redraw();
        },
      },
    },
    el('summary', {}, t('Curves as a table: the most that each was behind, minute by minute')),
    open && table(t('The most behind in each minute'), columns(), rows(replicas, scene)),
  );
}

const columns = () => [
  { label: t('Replica') },
  ...MINUTES.map((ago) => ({
    label: ago === 1 ? t('last minute') : t('{0} min ago', ago),
    numeric: true,
  })),
];

function rows(replicas: readonly NodeSnapshot[], { history, asOf }: Scene): Described[] {
  return replicas.map((replica) =>
    row(
      replica.id,
      false,
      replica.name,
      MINUTES.map((ago) => {
        const from = asOf - ago * MINUTE_MS;
        const highest = history.of(replica.id, 'lagBytes')?.highest(from, from + MINUTE_MS);
        return numberCell(highest === undefined ? t('not measured') : formatBytes(Math.round(highest)));
      }),
    ),
  );
}
