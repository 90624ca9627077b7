import { expect, test } from 'vitest';
import { AgreedPlans } from '../../../src/ui/assistant/agreed';

test('a plan that was shown is carried out once, for the same input', () => {
  const plans = new AgreedPlans<string>();
  plans.keep({ topology: 'a', slots: 1 }, 'first');
  plans.keep({ topology: 'a', slots: 1 }, 'shown again');
  plans.keep({ topology: 'b', slots: 1 }, 'other');
  expect(plans.take({ topology: 'a', slots: 2 })).toBeUndefined();
  expect(plans.take({ topology: 'a', slots: 1 })).toBe('shown again');
  expect(plans.take({ topology: 'a', slots: 1 })).toBeUndefined();
  expect(plans.take({ topology: 'b', slots: 1 })).toBe('other');
});

test('what was never answered is forgotten in the end', () => {
  const plans = new AgreedPlans<number>();
  for (let i = 0; i < 100; i++) plans.keep({ i }, i);
  expect(plans.take({ i: 0 })).toBeUndefined();
  expect(plans.take({ i: 99 })).toBe(99);
});
