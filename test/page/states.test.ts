import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { pages } from './open-page';
import { cluster, clusterFailover } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';
import { replication, withNode } from './snapshots/replication';
import { midFailover, sentinel } from './snapshots/sentinel';
import { notAsked, stopped } from './snapshots/states';

const { open } = pages();

test('the page asks for everything, and says that it waits', async () => {
  const { page, sent, offences, close } = await open();
  expect(await page.locator('main').textContent()).toContain('Loading…');
  expect(await sent()).toEqual([{ kind: 'ready' }]);
  expect(await offences()).toEqual([]);
  await close();
});

test('while it waits, the page tells of the engine’s trouble, until there is something to show', async () => {
  const { page, send, sent, show, close } = await open();
  await send({ kind: 'engine', trouble: text('The engine {0} does not answer', 'default') });
  expect(await page.locator('main [role=alert]').textContent()).toContain(
    'The engine default does not answer',
  );
  await page.locator('vscode-button', { hasText: 'Ask Again' }).click();
  expect((await sent()).filter((m) => m.kind === 'ready')).toHaveLength(2);
  expect(await page.locator('main').textContent()).toContain('Loading…');
  await send({ kind: 'engine', trouble: text('The engine {0} does not answer', 'default') });
  await show(replication());
  expect(await page.locator('.notice').textContent()).toContain('The engine default does not answer');
  await send({ kind: 'engine', trouble: undefined });
  expect(await page.locator('.notice').count()).toBe(0);
  await close();
});

test('what the editor keeps says which topology the panel shows, so that it can be restored', async () => {
  const { page, show, close } = await open();
  const kept = () => page.evaluate(() => window.kept);
  expect(await kept()).toBeUndefined();
  await show(replication());
  expect(await kept()).toEqual({ topologyId: 'cache', selected: undefined });
  await page.locator('[role=option][data-node="cache/cache-6380"]').click();
  expect(await kept()).toEqual({ topologyId: 'cache', selected: 'cache/cache-6380' });
  await close();
});

test('of much that is wrong, the first thing is the sentence and the rest a list', async () => {
  const { page, show, close } = await open();
  await show(midFailover());
  expect(await page.locator('.health p').textContent()).toBe(
    'sessions-6380 is master; 0 of 2 replicas in sync',
  );
  expect(await page.locator('.health li').allTextContents()).toEqual([
    'sessions-6381: link to its master down for 6.0 s',
    'sessions-6379: stopped',
    '0 of 3 sentinels agree',
    'sessions-sentinel-1: agreed with others: the master is down',
    'sessions-sentinel-2: names another master: 172.30.4.12:6380',
  ]);
  await close();
});

test('waiting has an end, after which the user can ask again', async () => {
  const { page, sent, close } = await open({ clock: true });
  await page.clock.fastForward(10_500);
  expect(await page.locator('main').textContent()).toContain('has not answered for 10 s');
  await page.locator('vscode-button', { hasText: 'Ask Again' }).click();
  expect(await sent()).toEqual([{ kind: 'ready' }, { kind: 'ready' }]);
  expect(await page.locator('main').textContent()).toContain('Loading…');
  await close();
});

test('a topology that was removed leaves a sentence, nothing stale', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  await send({ kind: 'gone' });
  expect(await page.locator('main').textContent()).toContain('It is no longer there');
  expect(await page.locator('h1').textContent()).toBe('cache');
  expect(await page.locator('table, svg').count()).toBe(0);
  await close();
});

test('while the engine cannot be asked, the page says of when it is, and does not call it live', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  await send({ kind: 'engine', trouble: text('The engine {0} does not answer', 'default') });
  const words = await page.locator('main').textContent();
  expect(words).toContain('The engine default does not answer');
  expect(words).toContain('What is shown is from 12:04:31');
  expect(words).toContain('Was, at 12:04:31: cache-6379 is master');
  expect(await page.locator('.health').textContent()).not.toContain('live ·');
  await send({ kind: 'engine', trouble: undefined });
  expect(await page.locator('.notice').count()).toBe(0);
  expect(await page.locator('.health').textContent()).toContain('live · 12:04:31');
  await close();
});

test('an incomplete topology offers its removal first', async () => {
  const { page, show, sent, close } = await open();
  await show({ ...replication(), state: 'incomplete' });
  expect(await page.locator('main').textContent()).toContain('was not finished');
  expect(await page.locator('header vscode-button').allTextContents()).toEqual(['Remove…', 'Refresh']);
  await page.locator('header vscode-button').first().click();
  expect((await sent()).at(-1)).toEqual({
    kind: 'call',
    id: 1,
    call: { name: 'topology', action: 'remove' },
  });
  await close();
});

test('a topology being made shows its nodes as they come, and offers nothing on the whole', async () => {
  const { page, show, close } = await open();
  const snapshot = replication();
  await show({ ...snapshot, state: 'making', nodes: snapshot.nodes.slice(0, 1).map(notAsked) });
  expect(await page.locator('.health').textContent()).toContain('Being made');
  expect(await page.locator('header vscode-button').count()).toBe(0);
  expect(await page.locator('[role=option]').getAttribute('aria-label')).toContain('(pending)');
  await show({ ...snapshot, state: 'making', nodes: [] });
  expect(await page.locator('main').textContent()).toContain('There is no node yet');
  await close();
});

test('sections that a shape does not have are absent', async () => {
  const { page, show, close } = await open();
  const titles = () => page.locator('h2').allInnerTexts();
  await show(replication());
  expect(await titles()).toHaveLength(5);
  expect(await page.locator('#slots-title, #sentinels-title').count()).toBe(0);
  await show(cluster());
  expect(await page.locator('#slots-title').count()).toBe(1);
  await close();
});

test('all stopped: said once, and starting is the first thing offered', async () => {
  const { page, show, close } = await open();
  const snapshot = replication();
  await show({ ...snapshot, nodes: snapshot.nodes.map(stopped) });
  expect(await page.locator('.health').textContent()).toContain('All 3 nodes are stopped');
  expect(await page.locator('header vscode-button').first().textContent()).toBe('Start All');
  await close();
});

test('an unknown or malformed message is refused and breaks nothing', async () => {
  const { page, show, send, offences, close } = await open();
  await show(replication());
  for (const message of [
    null,
    7,
    'hydrate',
    {},
    { kind: 'hydrate' },
    { kind: 'evil', html: '<b>' },
    { kind: 'reply', id: 99, result: {} },
  ]) {
    await send(message);
  }
  expect(await page.locator('h1').textContent()).toBe('cache');
  await send({ kind: 'hydrate', snapshot: { nodes: [null] }, translations: {}, now: NOW, engineName: 'x' });
  expect(await page.locator('[role=alert]').textContent()).toContain('could not show what it was sent');
  await show(withNode(replication(), 'cache-6380', stopped));
  expect(await page.locator('h1').textContent()).toBe('cache');
  expect(await offences()).toEqual([]);
  await close();
});

test('a failover under way has its stages beneath the picture; nothing else has', async () => {
  const o = await open();
  const strip = o.page.locator('.failover');
  await o.show(sentinel());
  expect(await strip.count()).toBe(0);
  await o.show(midFailover());
  expect(await strip.locator('h2').textContent()).toBe('Failover of sessions-6379');
  expect(await strip.locator('[aria-current=step]').textContent()).toContain(
    'point the other replicas to it',
  );
  expect(await strip.locator('li.done').count()).toBe(4);
  await o.show(clusterFailover());
  expect(await strip.locator('[aria-current=step]').textContent()).toContain('elect one of its replicas');
  expect(await o.offences()).toEqual([]);
  await o.close();
});
