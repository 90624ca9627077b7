import { text } from '../../../src/model/text';
import type { TimelineEntry, TimelineStep } from '../../../src/model/timeline/entry';
import { NOW } from './nodes';

const step = (
  i: number,
  offsetMs: number,
  kind: TimelineStep['kind'],
  severity: TimelineStep['severity'],
  what: TimelineStep['what'],
): TimelineStep => ({ id: `f.${i}`, offsetMs, kind, severity, what, nodes: [] });

/** A failover as sentinels make it, as it was recorded. */
export const failover: TimelineEntry = {
  id: 'f',
  at: NOW - 120_000,
  kind: 'failover',
  severity: 'warning',
  what: text('{0} → {1}: a new master after {2}', 'sessions-6379', 'sessions-6380', '6.2 s'),
  nodes: ['sessions/sessions-6379', 'sessions/sessions-6380'],
  steps: [
    step(0, 0, 'engine', 'warning', text('{0} stopped', 'sessions-6379')),
    step(1, 5040, 'sentinel', 'warning', text('{0} does not answer', 'sessions-6379')),
    step(2, 5160, 'sentinel', 'error', text('agreed: {0} is down', 'sessions-6379')),
    step(3, 6240, 'role', 'good', text('{0} became master', 'sessions-6380')),
    step(4, 6910, 'role', 'good', text('{0} follows {1}', 'sessions-6381', 'sessions-6380')),
  ],
};

/** Oldest first, as the extension sends it. */
export const happened: readonly TimelineEntry[] = [
  {
    id: 'a',
    at: NOW - 26 * 3_600_000,
    kind: 'engine',
    severity: 'good',
    what: text('{0} started', 'sessions-6379'),
    nodes: [],
  },
  failover,
  {
    id: 'b',
    at: NOW - 60_000,
    kind: 'sentinel',
    severity: 'info',
    what: text('{0} knows of a new sentinel', 'sessions-sentinel-2'),
    nodes: [],
  },
  {
    id: 'c',
    at: NOW - 40_000,
    kind: 'cluster',
    severity: 'error',
    what: text('the cluster is down'),
    nodes: [],
  },
  {
    id: 'd',
    at: NOW - 20_000,
    kind: 'operation',
    severity: 'good',
    what: text('{0} verified', 'sessions'),
    nodes: [],
  },
  {
    id: 'e',
    at: NOW - 4000,
    kind: 'role',
    severity: 'info',
    what: text('{0} became master', 'sessions-6380'),
    nodes: [],
  },
];

/** So many, a second apart, oldest first. */
export const many = (count: number): TimelineEntry[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `m${i}`,
    at: NOW - (count - i) * 1000,
    kind: 'engine',
    severity: 'info',
    what: text('{0} started', `node-${i}`),
    nodes: [],
  }));
