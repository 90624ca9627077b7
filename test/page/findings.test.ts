import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/findings/finding';
import { findings } from '../../src/model/findings/findings';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { clusterWithHole } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';
import { replication, withNode } from './snapshots/replication';
import { paused, stopped } from './snapshots/states';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section[aria-labelledby=findings-title]');
const item = (o: Opened, i: number) => section(o).locator('.finding').nth(i);

const made = (change: Partial<Finding>): Finding => ({
  id: 'rule/x',
  rule: 'rule',
  about: 'x',
  severity: 'warning',
  what: text('Something is wrong with {0}', 'cache-6380'),
  why: text('It matters.'),
  nodes: [],
  evidence: [{ node: 'cache-6380', words: 'slave_read_only:0' }],
  remedy: { kind: 'advice', text: text('Do something.') },
  since: NOW,
  ...change,
});

test('without findings there is no section; with some the worst is open and in the health line', async () => {
  const o = await open();
  const hole = { ...clusterWithHole(), spec: undefined };
  await o.show(hole);
  expect(await section(o).count()).toBe(0);
  const found = findings(hole, NOW);
  await o.send({ kind: 'findings', findings: [...found, made({})] });
  expect(await section(o).locator('h2').textContent()).toContain('2');
  expect(await item(o, 0).textContent()).toContain('✖');
  expect(await item(o, 0).textContent()).toContain('540 slots belong to nobody: 5461-6000');
  expect(await item(o, 0).textContent()).toContain('cluster_slots_assigned:15844');
  expect(await item(o, 0).textContent()).toContain('Give each slot to the node that holds its keys');
  expect(await item(o, 1).locator('.body').count()).toBe(0);
  expect(await o.page.locator('.health').textContent()).toContain('540 slots belong to nobody: 5461-6000');
  expect(await o.page.locator('.health li').allInnerTexts()).toEqual(['Something is wrong with cache-6380']);
  await o.send({ kind: 'findings', findings: [] });
  expect(await section(o).count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a finding unfolds by keyboard and stays so while the page is updated', async () => {
  const o = await open();
  const snapshot = replication(2);
  await o.show(snapshot);
  const two = [made({ id: 'a', severity: 'error' }), made({ id: 'b' })];
  await o.send({ kind: 'findings', findings: two });
  const button = item(o, 1).locator('button.unfold');
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.focus();
  await o.page.keyboard.press('Enter');
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  await o.send({ kind: 'findings', findings: two.map((f) => ({ ...f })) });
  expect(await item(o, 1).locator('.body').textContent()).toContain('It matters.');
  expect(await item(o, 1).locator('dt').textContent()).toBe('cache-6380');
  await o.page.keyboard.press('Enter');
  expect(await item(o, 1).locator('.body').count()).toBe(0);
  await o.close();
});

test('a finding stays as it is when a worse one comes above it, and begins anew when it comes back', async () => {
  const o = await open();
  await o.show(replication(2));
  const [a, b] = [made({ id: 'a' }), made({ id: 'b' })];
  const send = (found: readonly Finding[]) => o.send({ kind: 'findings', findings: found });
  const states = () =>
    section(o)
      .locator('button.unfold')
      .evaluateAll((all) => all.map((e) => e.getAttribute('aria-expanded')));
  await send([a, b]);
  await item(o, 1).locator('button.unfold').click();
  const worse = made({ id: 'worse', severity: 'error' });
  await send([worse, a, b]);
  expect(await states()).toEqual(['true', 'true', 'true']);
  await send([worse, a]);
  await send([worse, a, b]);
  expect(await states()).toEqual(['true', 'true', 'false']);
  await o.close();
});

test('what can be done from here has a button; a stopped node is told beside the findings', async () => {
  const o = await open();
  let snapshot = withNode(replication(3), 'cache-6380', paused);
  snapshot = withNode(snapshot, 'cache-6381', stopped);
  await o.show(snapshot);
  await o.send({ kind: 'findings', findings: findings({ ...snapshot, spec: undefined }, NOW) });
  expect(await o.page.locator('.health').textContent()).toContain('cache-6380 is paused');
  expect(await o.page.locator('.health li').allInnerTexts()).toEqual(['cache-6381: stopped']);
  await section(o).locator('vscode-button', { hasText: 'Fix…' }).click();
  await o.send({ kind: 'reply', id: 1, result: { ok: true } });
  await section(o).locator('vscode-button', { hasText: 'Copy Diagnosis' }).click();
  const calls = (await o.sent()).flatMap((m) => (m.kind === 'call' ? [m.call] : []));
  expect(calls).toEqual([
    { name: 'topology', action: 'fix', finding: 'paused/cache/cache-6380' },
    { name: 'topology', action: 'copyDiagnosis' },
  ]);
  await o.close();
});

test('what servers say is text, never HTML', async () => {
  const o = await open();
  await o.show(replication());
  const words = '<img src=x onerror=alert(1)> [x](http://evil)';
  await o.send({ kind: 'findings', findings: [made({ evidence: [{ node: words, words }] })] });
  expect(await item(o, 0).locator('code').textContent()).toBe(words);
  expect(await section(o).locator('img, a').count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test.each([
  ['dark', 1100],
  ['light', 1100],
  ['dark', 420],
] as const)('a picture in %s at %i px', async (theme, width) => {
  const o = await open({ theme, width });
  const hole = { ...clusterWithHole(), spec: undefined };
  await o.show(hole);
  const more = [
    made({ id: 'w' }),
    made({
      id: 'i',
      severity: 'info',
      what: text('Replicas are spread unevenly: from {0} to {1} for a master', 1, 3),
    }),
  ];
  await o.send({ kind: 'findings', findings: [...findings(hole, NOW), ...more] });
  await item(o, 1).locator('button.unfold').click();
  await o.page.screenshot({ path: `test-results/page/findings-${theme}-${width}.png` });
  const wide = await o.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  expect(wide).toBe(true);
  await o.close();
});
