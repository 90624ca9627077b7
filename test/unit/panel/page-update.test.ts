import { expect, test } from 'vitest';
import { parseToPage } from '../../../src/protocol/to-page';
import { diff } from '../../../src/ui/panel/page-update';
import { cluster, hundredNodes } from '../../page/snapshots/cluster';

test('a node’s view of the cluster is sent only when it changed', () => {
  const before = cluster();
  const after = {
    ...before,
    nodes: before.nodes.map((n, i) =>
      n.answer.kind !== 'data'
        ? n
        : {
            ...n,
            answer: { ...n.answer, cluster: i === 0 ? structuredClone(n.answer.cluster) : n.answer.cluster },
          },
    ),
  };
  const sent = diff(before, after)?.nodes.map((n) =>
    n.answer.kind === 'data' ? n.answer.cluster : undefined,
  );
  expect(sent?.[0]).toMatchObject({ state: 'ok' });
  expect(sent?.slice(1)).toEqual(['same', 'same', 'same', 'same', 'same']);
});

test('a second of a hundred nodes is a message of less than 120 KB', () => {
  const before = hundredNodes();
  const after = {
    ...before,
    nodes: before.nodes.map((n) => (n.answer.kind === 'data' ? { ...n, answer: { ...n.answer, at: 1 } } : n)),
  };
  const size = JSON.stringify(diff(before, after)).length;
  process.stdout.write(`update of 100 nodes: ${size} bytes\n`);
  expect(size).toBeLessThan(120_000);
});

test('what is no view and not “same” is refused', () => {
  const message = (cluster: unknown) => ({
    kind: 'update',
    update: {
      revision: 1,
      name: 'o',
      state: 'complete',
      order: ['a'],
      nodes: [{ id: 'a', answer: { kind: 'data', cluster } }],
    },
    now: 1,
  });
  expect(parseToPage(message('same'))).toBeDefined();
  expect(parseToPage(message('other'))).toBeUndefined();
  expect(parseToPage(message(7))).toBeUndefined();
});
