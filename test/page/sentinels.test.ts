import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { withNode } from './snapshots/replication';
import { midFailover, sentinel, sentinelNode, view } from './snapshots/sentinel';
import { stopped, unreachable } from './snapshots/states';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section[aria-labelledby=sentinels-title]');
const row = (o: Opened, i: number) => section(o).locator('tbody tr').nth(i);

test('each sentinel has a row with its own view', async () => {
  const o = await open();
  await o.show(sentinel());
  expect(await row(o, 0).locator('td').allInnerTexts()).toEqual([
    '172.30.4.11:6379\nsessions-6379',
    '–',
    '2',
    '3',
    '2',
    '0',
    '1.0 s ago',
    'OK 3 usable Sentinels. Quorum and failover authorization can be reached',
  ]);
  expect(await section(o).locator('.verdict').textContent()).toContain('All 3 agree.');
  expect(await section(o).locator('.differs').count()).toBe(0);
  await o.close();
});

test('what differs from the majority is marked by shape and in words', async () => {
  const o = await open();
  await o.show(midFailover());
  const differing = row(o, 1).locator('td.differs');
  expect(await differing.first().textContent()).toContain('▲');
  expect(await differing.first().textContent()).toContain('172.30.4.12:6380');
  expect(await differing.first().textContent()).toContain('others say 172.30.4.11:6379');
  expect(await row(o, 1).textContent()).toContain('failing over: reconf_slaves');
  expect(await row(o, 0).locator('td.differs').count()).toBe(0);
  expect(await section(o).locator('.verdict').textContent()).toContain('1 of 3 differ from the majority.');
  await o.close();
});

test('peers that a sentinel thinks down are counted, and a missing quorum is an error in its words', async () => {
  const o = await open();
  const lonely = view({
    self: 0,
    quorumVerdict: 'NOQUORUM 1 usable Sentinels. Not enough available Sentinels',
  });
  const down = {
    ...lonely,
    otherSentinels: lonely.otherSentinels.map((s) => ({ ...s, flags: ['s_down', 'sentinel'] })),
    replicas: lonely.replicas.map((r, i) => (i === 0 ? { ...r, flags: ['slave', 's_down'] } : r)),
  };
  await o.show(withNode(sentinel(), 'sessions-sentinel-1', () => sentinelNode(0, [down])));
  const words = await row(o, 0).textContent();
  expect(words).toContain('2 (1 down)');
  expect(words).toContain('3 (2 down)');
  expect(words).toContain('✖');
  expect(words).toContain('NOQUORUM 1 usable Sentinels');
  await o.close();
});

test('a sentinel that does not answer has a row that says why', async () => {
  const o = await open();
  let snapshot = withNode(sentinel(), 'sessions-sentinel-2', unreachable('connect ETIMEDOUT'));
  snapshot = withNode(snapshot, 'sessions-sentinel-3', stopped);
  await o.show(snapshot);
  expect(await row(o, 1).textContent()).toContain('does not answer: connect ETIMEDOUT');
  expect(await row(o, 2).textContent()).toContain('stopped');
  expect(await section(o).locator('.verdict').textContent()).toContain('The 1 of 3 that answer agree.');
  await o.close();
});

test('a peer that misses its hellos is named', async () => {
  const o = await open();
  const own = view({ self: 0 });
  const late = own.otherSentinels.map((s, i) => (i === 1 ? { ...s, lastHelloMs: 34_210 } : s));
  const deaf = { ...own, otherSentinels: late };
  await o.show(withNode(sentinel(), 'sessions-sentinel-1', () => sentinelNode(0, [deaf])));
  const cell = row(o, 0).locator('td').nth(6);
  expect(await cell.textContent()).toBe('▲warning34.2 s agofrom sessions-sentinel-3');
  expect(await row(o, 1).locator('td').nth(6).textContent()).toBe('1.0 s ago');
  await o.close();
});

test('the verdict of each stands on at most two lines', async () => {
  const o = await open();
  await o.show(sentinel());
  const heights = await section(o)
    .locator('td.words:last-child')
    .evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height));
  expect(Math.max(...heights)).toBeLessThan(48);
  await o.close();
});
