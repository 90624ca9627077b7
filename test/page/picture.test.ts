import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { cluster, hundredNodes } from './snapshots/cluster';
import { replication, withNode } from './snapshots/replication';
import { midFailover, sentinel } from './snapshots/sentinel';
import { linkDown, paused, stopped, unreachable } from './snapshots/states';

const { open } = pages();
const option = ({ page }: Opened, name: string) => page.locator(`[role=option][data-node$="/${name}"]`);
const selected = ({ page }: Opened) =>
  page.locator('[role=option][aria-selected=true]').getAttribute('data-node');
const boxOf = async (o: Opened, name: string) => {
  const box = await option(o, name).boundingBox();
  if (!box) throw new Error(`${name} is not drawn`);
  return box;
};

test('layers: sentinels above the master above its replicas', async () => {
  const o = await open();
  await o.show(sentinel());
  const [watcher, master, replica] = await Promise.all(
    ['sessions-sentinel-1', 'sessions-6379', 'sessions-6380'].map((n) => boxOf(o, n)),
  );
  expect(watcher?.y).toBeLessThan(master?.y ?? 0);
  expect(master?.y).toBeLessThan(replica?.y ?? 0);
  await o.close();
});

test('a promotion raises one node and moves no other sideways', async () => {
  const o = await open();
  await o.show(sentinel());
  const names = ['sessions-6379', 'sessions-6380', 'sessions-6381', 'sessions-sentinel-2'];
  const before = await Promise.all(names.map((n) => boxOf(o, n)));
  await o.show(midFailover());
  const after = await Promise.all(names.map((n) => boxOf(o, n)));
  expect(after.map((b) => Math.round(b.x))).toEqual(before.map((b) => Math.round(b.x)));
  expect(after[1]?.y).toBeLessThan(before[1]?.y ?? 0);
  await o.close();
});

test('the state of each node is told by shape and in words', async () => {
  const o = await open();
  let snapshot = withNode(replication(4), 'cache-6380', stopped);
  snapshot = withNode(snapshot, 'cache-6381', unreachable('connect ECONNREFUSED 172.30.4.13:6381'));
  snapshot = withNode(snapshot, 'cache-6382', linkDown(4));
  await o.show(withNode(snapshot, 'cache-6383', paused));
  const shape = (name: string) =>
    o.page
      .locator('.node', { has: option(o, name) })
      .locator('text.mark')
      .textContent();
  const label = (name: string) => option(o, name).getAttribute('aria-label');
  expect(await shape('cache-6379')).toBe('●');
  expect(await shape('cache-6380')).toBe('○');
  expect(await label('cache-6380')).toBe('cache-6380: stopped (stopped)');
  expect(await shape('cache-6381')).toBe('✖');
  expect(await label('cache-6381')).toContain(
    'does not answer: connect ECONNREFUSED 172.30.4.13:6381 (error)',
  );
  expect(await shape('cache-6382')).toBe('▲');
  expect(await label('cache-6382')).toContain('link to its master down for 4.0 s (warning)');
  expect(await shape('cache-6383')).toBe('▲');
  expect(await label('cache-6383')).toContain('paused');
  await o.close();
});

test('lag and link state stand on the edges', async () => {
  const o = await open();
  await o.show(withNode(replication(3), 'cache-6382', linkDown(4)));
  const words = await o.page.locator('.picture svg > g[aria-hidden] text').allTextContents();
  expect(words).toEqual(['lag 0 B', 'lag 1.2 KB', 'link down']);
  await o.close();
});

test('a cluster without one of its masters says so in its place', async () => {
  const o = await open();
  const lost = withNode(withNode(cluster(), 'orders-7002', stopped), 'orders-7003', unreachable());
  await o.show(lost);
  expect(await o.page.locator('.picture').textContent()).toContain('no master answers');
  await o.close();
});

test('a node is selected by mouse, Enter and arrow keys; there is one tab stop', async () => {
  const o = await open();
  await o.show(cluster());
  expect(await selected(o)).toBe('orders/orders-7000');
  await option(o, 'orders-7003').click();
  expect(await o.page.locator('#details-title').textContent()).toContain('orders-7003');
  expect(await o.page.locator('[role=option][tabindex="0"]').count()).toBe(1);
  await option(o, 'orders-7003').focus();
  const after = async (key: string) => {
    await o.page.keyboard.press(key);
    return selected(o);
  };
  expect(await after('ArrowUp')).toBe('orders/orders-7002');
  expect(await after('ArrowRight')).toBe('orders/orders-7004');
  expect(await after('ArrowDown')).toBe('orders/orders-7005');
  expect(await after('ArrowDown')).toBe('orders/orders-7005');
  expect(await after('Home')).toBe('orders/orders-7000');
  expect(await after('End')).toBe('orders/orders-7005');
  const focused = await o.page.evaluate(() => document.activeElement?.getAttribute('data-node'));
  expect(focused).toBe('orders/orders-7005');
  await o.close();
});

test('the selection survives a page that is made anew', async () => {
  const o = await open();
  await o.show(cluster());
  await option(o, 'orders-7004').click();
  const kept = await o.page.evaluate(() => window.kept);
  await o.close();
  const again = await open({ kept });
  await again.show(cluster());
  expect(await selected(again)).toBe('orders/orders-7004');
  await again.close();
});

test('a hundred nodes fold to a row for each shard, each node still within reach', async () => {
  const o = await open();
  await o.show(hundredNodes());
  expect(await o.page.locator('[role=option]').count()).toBe(100);
  const svg = await o.page.locator('.picture svg').boundingBox();
  expect(svg?.height).toBeLessThan(1000);
  await option(o, 'grid-7003').click();
  expect(await o.page.locator('#details-title').textContent()).toContain('grid-7003');
  await o.show(replication(150));
  expect(await o.page.locator('[role=option]').count()).toBe(151);
  await o.close();
});
