import { strict as assert } from 'node:assert';
import type { Row } from '../../src/ui/tree/row';
import { newParents, treeDifference } from '../../src/ui/tree/tree-difference';

const row = (id: string, description: string, ...children: Row[]): Row => ({
  id,
  look: {
    label: id,
    description,
    level: 'ok',
    tooltip: undefined,
    context: 'node',
    spoken: id,
    open: true,
  },
  children,
});

describe('what the tree draws again', () => {
  const before = [row('t', 'well', row('a', 'master', row('b', 'in sync'))), row('u', 'well')];

  it('is nothing when nothing changed', () => {
    assert.deepEqual(treeDifference(before, structuredClone(before)), []);
  });

  it('is the one row that looks different', () => {
    const after = [row('t', 'well', row('a', 'master', row('b', 'behind'))), row('u', 'well')];
    assert.deepEqual(treeDifference(before, after), ['b']);
  });

  it('is the topology in which rows moved, and no other', () => {
    const after = [row('t', 'well', row('b', 'master', row('a', 'in sync'))), row('u', 'well')];
    assert.deepEqual(treeDifference(before, after), ['t']);
  });

  it('is everything when topologies come or go', () => {
    assert.equal(treeDifference(before, before.slice(1)), 'all');
  });

  it('opens a row that got its first rows beneath it, but no new one', () => {
    const after = [row('b', 'master', row('a', 'in sync')), row('new', 'master', row('c', 'in sync'))];
    const known = new Map([
      ['a', row('a', 'master', row('b', 'in sync'))],
      ['b', row('b', 'in sync')],
    ]);
    assert.deepEqual(newParents(known, after), ['b']);
  });
});
