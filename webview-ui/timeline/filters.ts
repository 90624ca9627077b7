import type { TimelineEntry, TimelineKind } from '../../src/model/timeline/entry';
import { t } from '../l10n';

export const FILTERS = ['all', 'failovers', 'engine', 'sentinels', 'roles', 'mine'] as const;
export type Filter = (typeof FILTERS)[number];

const KINDS: Readonly<Record<Filter, readonly TimelineKind[]>> = {
  all: [],
  failovers: ['failover'],
  engine: ['engine'],
  sentinels: ['sentinel'],
  roles: ['role', 'cluster'],
  mine: ['operation'],
};

/** What went into a failover is found where it would stand by itself. */
export function passes({ kind, steps = [] }: TimelineEntry, filter: Filter): boolean {
  const kinds = KINDS[filter];
  return filter === 'all' || kinds.includes(kind) || steps.some((step) => kinds.includes(step.kind));
}

export function filterWord(filter: Filter): string {
  switch (filter) {
    case 'all':
      return t('All');
    case 'failovers':
      return t('Failovers');
    case 'engine':
      return t('Engine');
    case 'sentinels':
      return t('Sentinels');
    case 'roles':
      return t('Roles and slots');
    case 'mine':
      return t('Mine');
  }
}

export function kindWord(kind: TimelineKind): string {
  switch (kind) {
    case 'engine':
      return t('engine');
    case 'sentinel':
      return t('sentinel');
    case 'role':
      return t('role');
    case 'cluster':
      return t('cluster');
    case 'operation':
      return t('by you');
    case 'failover':
      return t('failover');
  }
}
