import { expect, test } from 'vitest';
import { render } from '../../../src/model/text';
import { firstDraft, withShape } from '../../../src/ui/wizard/draft';
import { optionRows } from '../../../src/ui/wizard/option-rows';
import { summary } from '../../../src/ui/wizard/summary';

const plain = firstDraft([]);
const wanted = { ...plain, spec: { ...plain.spec, image: 'redis:8.0', tls: true as const } };

test('the options and the summary say whether servers speak TLS', () => {
  const shown = ({ spec }: typeof plain) => optionRows(spec).find(({ id }) => id === 'tls');
  expect([plain, wanted].map((draft) => render(shown(draft)?.value ?? { key: '', args: [] }))).toEqual([
    'none',
    'only TLS',
  ]);
  expect(render(summary(wanted.spec))).toContain('only TLS');
  expect(render(summary(plain.spec))).not.toContain('TLS');
});

test('another shape keeps it, and does not invent it', () => {
  expect(withShape(wanted, 'cluster', []).spec.tls).toBe(true);
  expect('tls' in withShape(plain, 'cluster', []).spec).toBe(false);
});
