import { expect, test } from 'vitest';
import { diagnosedHealth, shortDiagnosis } from '../../../src/model/diagnosed-health';
import { diagnosis } from '../../../src/model/diagnosis';
import { ALL_RULES } from '../../../src/model/findings/all-rules';
import { findings } from '../../../src/model/findings/findings';
import { standing } from '../../../src/model/findings/standing';
import { maskSecrets } from '../../../src/model/mask-secrets';
import { render } from '../../../src/model/text';
import { master } from '../model/observed';
import {
  answering,
  changed,
  cluster,
  replication,
  replicaWith,
  stopped,
  watched,
  withEvidence,
} from './broken';

const twoMasters = () => changed(replication(), { n2: answering(master()) });
const writable = { n1: answering(replicaWith(0, { readOnly: false })) };

test('rules have names of their own', () => {
  expect(new Set(ALL_RULES.map((r) => r.id)).size).toBe(ALL_RULES.length);
});

test('what may pass by itself is told only when it has lasted, and begins anew when it ceased', () => {
  const first = standing(twoMasters(), new Map(), 1000);
  expect(first.findings).toEqual([]);
  const soon = standing(twoMasters(), first.since, 20_999);
  expect(soon.findings).toEqual([]);
  const late = standing(twoMasters(), soon.since, 21_000);
  expect(late.findings.map((f) => [f.rule, f.since])).toEqual([['two-masters', 1000]]);
  const well = standing(replication(), late.since, 22_000);
  expect([well.findings, well.since.size]).toEqual([[], 0]);
});

test('nothing is wrong with what is unfinished or stopped as a whole', () => {
  expect(findings({ ...twoMasters(), state: 'incomplete' }, 1)).toEqual([]);
  const t = replication();
  expect(findings({ ...t, nodes: t.nodes.map(stopped) }, 1)).toEqual([]);
});

test('the worst comes first, and into the health', () => {
  const t = changed(twoMasters(), writable);
  const found = findings(t, 1);
  expect(found.map((f) => f.severity)).toEqual(['error', 'warning']);
  const { level, sentence } = diagnosedHealth(t, found);
  expect([level, render(sentence)]).toEqual([
    'error',
    '2 nodes answer as master: n0, n2; n1 is a replica and takes writes',
  ]);
  expect(render(shortDiagnosis(t, found))).toBe('2 nodes answer as master: n0, n2 (and 1 more)');
});

test('what is not well and no finding tells of is said too, once', () => {
  const t = changed(replication(), { ...writable, n2: stopped });
  expect(render(diagnosedHealth(t, findings(t, 1)).sentence)).toBe(
    'n1 is a replica and takes writes; n2: stopped',
  );
  const down = changed(replication(), {
    n1: answering(replicaWith(0, { link: 'down', linkDownSeconds: 9 })),
  });
  expect(render(diagnosedHealth(down, findings(down, 1)).sentence)).toBe(
    'n1 has no link to its master 10.0.0.2:6379, which answers',
  );
});

test('a diagnosis tells of versions, nodes, findings and views, and of no secret', () => {
  const t = changed(cluster(), {
    n1: (n) => ({
      ...withEvidence({})(n),
      answer: replicaWith(0, { link: 'down', linkDownSeconds: 3 }),
      evidence: { at: 1, linkError: 'requirepass s3cret redis://me:s3cret@h' },
    }),
  });
  const told = diagnosis(t, findings(t, 1), { now: 0, engine: 'Docker 27', extension: '0.1.0' });
  expect(told).toContain('# t\n');
  expect(told).toContain('1970-01-01T00:00:00.000Z · Docker 27 · Topology Lab 0.1.0');
  expect(told).toContain('✖ n1 has no link to its master');
  expect(told).toContain('| n0 | master · slots 0-5460 | redis 8.0.2 | 10.0.0.2:6379 |');
  expect(told).toContain('a 10.0.0.2:6379@16379 master - 1 connected 0-5460');
  expect(told).not.toContain('s3cret');
  expect(diagnosis(watched(), [], { now: 0, engine: '', extension: '' })).toContain(
    'n3: t 10.0.0.2:6379 master; quorum 2',
  );
});

test.each([
  ['requirepass "s3 cret"', 'requirepass •••'],
  ['masterauth s3cret', 'masterauth •••'],
  ['tls-client-key-file-pass s3cret', 'tls-client-key-file-pass •••'],
  ['sentinel auth-pass mymaster s3cret', 'sentinel auth-pass mymaster •••'],
  ['redis://me:s3cret@host', 'redis://me:•••@host'],
  ['REDIS_PASSWORD=s3cret', 'REDIS_PASSWORD=•••'],
  ['requirepass is set', 'requirepass is set'],
  ['AUTH me s3cret', 'AUTH •••'],
  ['Unable to AUTH to MASTER: -WRONGPASS', 'Unable to AUTH to MASTER: -WRONGPASS'],
])('%s', (words, masked) => {
  expect(maskSecrets(words)).toBe(masked);
});
