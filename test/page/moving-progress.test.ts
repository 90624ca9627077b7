import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { cluster, movingSlots } from './snapshots/cluster';
import { running } from './snapshots/moving';
import { NOW } from './snapshots/nodes';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section.moving');
const notice = ({ page }: Opened) => page.locator('.notice');
const calls = async (o: Opened) => (await o.sent()).flatMap((m) => (m.kind === 'call' ? [m.call] : []));

/** The same snapshot, later. */
const later = (o: Opened, ms: number, snapshot = movingSlots()) =>
  o.send({
    kind: 'update',
    update: { ...snapshot, order: snapshot.nodes.map((n) => n.id) },
    now: NOW + ms,
  });

test('how it goes is told in slots, keys, speed and time, with what is under way and what is odd', async () => {
  const o = await open();
  await o.show(movingSlots());
  await o.send({ kind: 'migration', progress: running() });
  const words = await section(o).textContent();
  expect(words).toContain(
    '1,024 of 4,096 slots · 62,480 of 250,013 keys · 78,100 keys/s · 2.4 s left · key by key',
  );
  expect(words).toContain('orders-7000 → orders-7004: 1024-1039');
  expect(words).toContain('The key cart:7 is large and is moved alone');
  const bar = section(o).locator('[role=progressbar]');
  expect(await bar.getAttribute('aria-valuenow')).toBe('1024');
  expect(await bar.locator('.done').evaluate((e) => (e as HTMLElement).style.width)).toBe('25%');
  // What is open is open because of it.
  await later(o, 20_000);
  expect(await notice(o).count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('pause, continue and cancel are ordered from the host; the button keeps the focus', async () => {
  const o = await open();
  await o.show(cluster());
  await o.send({ kind: 'migration', progress: running() });
  await section(o).locator('vscode-button', { hasText: 'Pause' }).click();
  await o.send({ kind: 'migration', progress: running({ state: 'paused', keysPerSecond: 0 }) });
  const status = section(o).locator('[role=status]');
  expect(await status.textContent()).toBe('paused: nothing new begins, what is listed has begun');
  await o.send({ kind: 'migration', progress: running({ state: 'paused', current: [] }) });
  expect(await status.textContent()).toBe('paused');
  expect(await section(o).textContent()).not.toContain('keys/s');
  await section(o).locator('vscode-button', { hasText: 'Continue' }).click();
  await o.send({ kind: 'migration', progress: running() });
  const cancel = section(o).locator('vscode-button', { hasText: 'Cancel' });
  await cancel.focus();
  await o.page.keyboard.press('Enter');
  await o.send({ kind: 'migration', progress: running({ state: 'cancelling' }) });
  expect(await section(o).textContent()).toContain('open slots are closed');
  expect(await cancel.getAttribute('aria-disabled')).toBe('true');
  expect(await o.page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
  expect(await calls(o)).toEqual(
    ['pause', 'continue', 'cancel'].map((action) => ({ name: 'migration', action })),
  );
  await o.close();
});

test('an order that is not taken says why', async () => {
  const o = await open();
  await o.show(cluster());
  await o.send({ kind: 'migration', progress: running() });
  await section(o).locator('vscode-button', { hasText: 'Pause' }).click();
  const message = 'This window is not moving any slots.';
  await o.send({ kind: 'reply', id: 1, result: { ok: false, message } });
  expect(await section(o).locator('[role=alert]').textContent()).toContain(message);
  await o.close();
});

test.each([
  ['done', 'ok'],
  ['cancelled', 'warning'],
  ['failed', 'error'],
] as const)('that it was %s stays to be read until it is dismissed', async (outcome, level) => {
  const o = await open();
  await o.show(cluster());
  await o.send({ kind: 'migration', progress: running() });
  const what = text('{0} slots with {1} keys were moved in {2}.', '4,096', '250,013', '3.2 s');
  await o.send({
    kind: 'migration',
    ended: { at: NOW, outcome, what, remarks: [text('The nodes are of different kinds of server')] },
  });
  expect(await section(o).count()).toBe(0);
  expect(await notice(o).getAttribute('class')).toBe(`notice ${level}`);
  expect(await notice(o).textContent()).toContain('4,096 slots with 250,013 keys were moved in 3.2 s.');
  expect(await notice(o).textContent()).toContain('The nodes are of different kinds of server');
  await notice(o).locator('button', { hasText: 'Dismiss' }).click();
  expect(await notice(o).count()).toBe(0);
  await later(o, 1000, cluster());
  expect(await notice(o).count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('slots left open are told once that is sure, with two ways out', async () => {
  const o = await open();
  await o.show(movingSlots());
  // A migration that has just ended leaves open slots in the picture for a moment.
  expect(await notice(o).count()).toBe(0);
  await later(o, 3000);
  expect(await notice(o).textContent()).toContain('17 slots are open: they are being moved, or were left so');
  await later(o, 11_000);
  expect(await notice(o).textContent()).toContain('Unfinished migration: 17 slots are open');
  expect(await notice(o).textContent()).toContain('Slots 100-115, 9000.');
  await notice(o).locator('vscode-button', { hasText: 'Undo' }).click();
  await notice(o).locator('vscode-button', { hasText: 'Finish' }).click();
  expect(await calls(o)).toEqual(['undo', 'finish'].map((action) => ({ name: 'migration', action })));
  await later(o, 12_000, cluster());
  expect(await notice(o).count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('slots that go on changing are somebody else at work', async () => {
  const o = await open();
  await o.show(movingSlots());
  const fewer = movingSlots();
  const nodes = fewer.nodes.map((n) =>
    n.answer.kind === 'data' && n.answer.cluster
      ? {
          ...n,
          answer: { ...n.answer, cluster: { ...n.answer.cluster, open: n.answer.cluster.open.slice(8) } },
        }
      : n,
  );
  await later(o, 4000, { ...fewer, nodes });
  expect(await notice(o).textContent()).toContain('Somebody else is moving slots (9 open)');
  await o.close();
});
