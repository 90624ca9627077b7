import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABEL, type NodeLabels, readNodeLabels, writeNodeLabels } from '../../../src/docker/labels';
import { defaultSpec } from '../../../src/model/spec';

const node: NodeLabels = {
  topology: 't1',
  name: 'orders',
  shape: 'cluster',
  node: 'orders-7000',
  role: 'master',
  index: 0,
  shard: 0,
  port: 7000,
  nodes: 6,
  spec: defaultSpec('cluster', 'orders', 'redis:8.0'),
};

test.each(['replication', 'sentinel', 'cluster'] as const)(
  'what was written for a %s is read back',
  (shape) => {
    const labels: NodeLabels = { ...node, shape, spec: defaultSpec(shape, 'x', 'y') };
    expect(readNodeLabels(writeNodeLabels(labels))).toEqual(labels);
    expect(readNodeLabels(writeNodeLabels({ ...labels, shard: undefined, spec: undefined }))).toEqual({
      ...labels,
      shard: undefined,
      spec: undefined,
    });
  },
);

test.each([
  [LABEL.topology, ''],
  [LABEL.shape, 'ring'],
  [LABEL.role, 'king'],
  [LABEL.index, '-1'],
  [LABEL.port, '70000'],
  [LABEL.port, '6e3'],
  [LABEL.shard, 'x'],
  [LABEL.nodes, '0'],
])('a node with %s=%s is not believed', (key, value) => {
  expect(readNodeLabels({ ...writeNodeLabels(node), [key]: value })).toBeUndefined();
});

test.each(['', 'null', '{', '[]', '{"shape":"cluster"}', JSON.stringify(defaultSpec('sentinel', 'a', 'b'))])(
  'a spec that is %s is none, and the node is still known',
  (spec) => {
    expect(readNodeLabels({ ...writeNodeLabels(node), [LABEL.spec]: spec })).toEqual({
      ...node,
      spec: undefined,
    });
  },
);

test('garbage gives undefined or sound labels, never an error', () => {
  const keys = fc.oneof(fc.constantFrom(...Object.values(LABEL)), fc.string());
  const values = fc.oneof(fc.string(), fc.constantFrom('cluster', 'master', '7000', '1'), fc.json());
  fc.assert(
    fc.property(fc.dictionary(keys, values), fc.boolean(), (labels, mixed) => {
      const read = readNodeLabels(mixed ? { ...writeNodeLabels(node), ...labels } : labels);
      if (!read) return;
      expect(read.port).toBeGreaterThan(0);
      expect(Number.isInteger(read.index)).toBe(true);
      expect(read.spec === undefined || read.spec.shape === read.shape).toBe(true);
    }),
    { numRuns: 500 },
  );
});
