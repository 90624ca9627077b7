import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { render, text } from '../../../src/model/text';
import { withNeighbourAdvice } from '../../../src/operations/neighbour-limit';

const failed = new Failure(text('It failed'), { why: 'no answer', remedies: ['showLog'] });

test('a cluster too large for the machine’s memory of neighbours is told of it', () => {
  const told = withNeighbourAdvice(failed, 33);
  if (!(told instanceof Failure) || !told.next) throw new Error('no advice');
  expect(render(told.next)).toContain('gc_thresh3=4224');
  expect(told).toMatchObject({ what: failed.what, why: 'no answer', remedies: ['showLog'] });
});

test('a smaller one, and what is no failure, stay as they are', () => {
  expect(withNeighbourAdvice(failed, 32)).toBe(failed);
  const defect = new TypeError('x');
  expect(withNeighbourAdvice(defect, 100)).toBe(defect);
});
