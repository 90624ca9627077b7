import { describe, expect, test } from 'vitest';
import { freeName, nameProblem } from '../../../src/model/names';
import { defaultSpec, type Spec } from '../../../src/model/spec';
import { extraConfigProblem, specProblems } from '../../../src/model/spec-problems';

const problems = (spec: Spec, taken: string[] = []) =>
  specProblems(spec, taken).map((p) => `${p.severity} ${p.field}`);
const cluster = defaultSpec('cluster', 'orders', 'redis:8.0');
const sentinel = defaultSpec('sentinel', 'orders', 'redis:8.0');

test('what Enter all the way makes has no problem', () => {
  for (const shape of ['replication', 'sentinel', 'cluster'] as const) {
    expect(problems(defaultSpec(shape, 'x', 'redis:8.0'))).toEqual([]);
  }
});

describe('limits', () => {
  test.each<[string, Spec, string]>([
    ['two masters', { ...cluster, masters: 2 } as Spec, 'error masters'],
    ['a cluster without replicas', { ...cluster, replicasPerMaster: 0 } as Spec, 'warning replicasPerMaster'],
    ['a quorum above the sentinels', { ...sentinel, quorum: 4 } as Spec, 'error quorum'],
    ['a quorum of 0', { ...sentinel, quorum: 0 } as Spec, 'error quorum'],
    ['two sentinels', { ...sentinel, sentinels: 2 } as Spec, 'warning sentinels'],
    ['four sentinels', { ...sentinel, sentinels: 4 } as Spec, 'warning sentinels'],
    ['no replica', { ...sentinel, replicas: 0 } as Spec, 'error replicas'],
    ['a port whose bus port is none', { ...cluster, firstPort: 55_534 }, 'error firstPort'],
    ['a privileged port', { ...cluster, firstPort: 80 }, 'error firstPort'],
    ['200 nodes', { ...cluster, masters: 100 } as Spec, 'error size'],
    ['no image', { ...cluster, image: ' ' }, 'error image'],
    ['a fraction of a MB', { ...cluster, maxmemoryMb: 0.5 }, 'error maxmemoryMb'],
  ])('%s', (_, spec, expected) => expect(problems(spec)).toContain(expected));
});

describe('names', () => {
  test.each(['a', 'orders', 'orders-2', '7up', 'a'.repeat(40)])('%s is fine', (name) =>
    expect(nameProblem(name, [])).toBeUndefined(),
  );
  test.each(['', 'Orders', 'a_b', '-a', 'a-', 'a b', 'a.b', 'ключ', 'a'.repeat(41), "x'; DROP", 'a\nb'])(
    '%j is refused',
    (name) => expect(nameProblem(name, [])).toBeDefined(),
  );
  test('a taken one is refused, and an alternative is free', () => {
    expect(nameProblem('orders', ['orders'])).toBeDefined();
    expect(freeName('orders', ['orders', 'orders-2'])).toBe('orders-3');
    expect(freeName('orders', [])).toBe('orders');
  });
});

describe('extra configuration lines', () => {
  test.each([
    'maxmemory-policy allkeys-lru',
    '# a comment',
    '',
    'hz 20',
    'client-output-buffer-limit replica 256mb 64mb 60',
  ])('%s is fine', (l) => expect(extraConfigProblem(l)).toBeUndefined());
  test.each([
    'requirepass x',
    'MASTERAUTH x',
    'user default on',
    'port 1',
    'dir /',
    'replicaof a 1',
    'loadmodule x.so',
    'hz',
    'hz 1\nport 2',
    '$(x) y',
  ])('%j is refused', (l) => expect(extraConfigProblem(l)).toBeDefined());
});
