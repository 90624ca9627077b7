import { expect, test } from 'vitest';
import { following } from '../../../src/topology/polling';
import { cluster } from '../../page/snapshots/cluster';

const data = () => {
  const answer = cluster().nodes[0]?.answer;
  if (answer?.kind !== 'data') throw new Error('no answer');
  return answer;
};

test('a view of the cluster stays the same object while it says the same', () => {
  const before = data();
  const again = { ...data(), at: before.at + 1000 };
  expect(again.cluster).not.toBe(before.cluster);
  const answer = following(again, before);
  expect(answer).toMatchObject({ kind: 'data', at: before.at + 1000 });
  expect(answer.kind === 'data' && answer.cluster).toBe(before.cluster);
});

test('a view that differs is the new one', () => {
  const before = data();
  const after = data();
  const moved = { ...after, cluster: after.cluster && { ...after.cluster, currentEpoch: 9 } };
  expect(following(moved, before)).toBe(moved);
});

test('a node that still does not answer has not done so since it began', () => {
  const silent = (since: number) => ({ kind: 'unreachable', since, cause: 'x', reason: 'timeout' }) as const;
  expect(following(silent(9), silent(3))).toEqual(silent(3));
  expect(following(silent(9), data())).toEqual(silent(9));
});
