import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { cluster, movingSlots } from './snapshots/cluster';
import { measured, withEmptyMaster } from './snapshots/moving';
import { replication } from './snapshots/replication';

const { open } = pages();
const form = ({ page }: Opened) => page.locator('section.moving');
const headerButton = ({ page }: Opened, label: string) =>
  page.locator('header vscode-button', { hasText: label });
const button = (o: Opened, label: string) => form(o).locator('vscode-button', { hasText: label });
const calls = async (o: Opened) =>
  (await o.sent()).flatMap((m) => (m.kind === 'call' ? [{ id: m.id, ...m.call }] : []));

/** Before and after of each shard, as the plan's table says. */
const shares = async (o: Opened) => {
  const rows = await form(o).locator('table').first().locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).slice(0, 4).join(' ')),
  );
};

/** Waits for the question about the plan's keys and answers it. */
async function answerMeasure(o: Opened, over: Parameters<typeof measured>[0] = {}): Promise<void> {
  await expect.poll(async () => (await calls(o)).at(-1)?.name).toBe('measureMoves');
  const id = (await calls(o)).at(-1)?.id;
  await o.send({ kind: 'reply', id, result: { ok: true, value: measured(over) } });
}

test('a reshard is planned while it is filled in, measured, and begun', async () => {
  const o = await open();
  await o.show(cluster());
  await headerButton(o, 'Reshard…').click();
  // The form is where the user goes on.
  await expect.poll(() => o.page.evaluate(() => document.activeElement?.id)).toBe('move-to');
  await form(o).locator('#move-to').selectOption({ label: 'orders-7004 (5,461 slots)' });
  await form(o).locator('#move-count').fill('4096');
  expect(await shares(o)).toEqual([
    'orders-7000 5,461 3,414 −2,047',
    'orders-7002 5,462 3,413 −2,049',
    'orders-7004 5,461 9,557 +4,096',
  ]);
  await form(o).getByLabel('orders-7000').uncheck();
  expect(await shares(o)).toEqual([
    'orders-7000 5,461 5,461 –',
    'orders-7002 5,462 1,366 −4,096',
    'orders-7004 5,461 9,557 +4,096',
  ]);
  expect(await form(o).locator('details').textContent()).toContain('6827-10922');
  expect(await form(o).textContent()).toContain('Counting keys…');
  await answerMeasure(o);
  expect(await form(o).textContent()).toContain('250,013 keys · about 30.4 MB · about 3.2 s');
  expect(await form(o).textContent()).toContain('Every node involved is Valkey 9.1.2');
  await form(o).getByLabel('key by key').check();
  await button(o, 'Start').click();
  expect((await calls(o)).at(-1)).toEqual({
    id: expect.any(Number),
    name: 'moveSlots',
    method: 'keyByKey',
    moves: [{ from: 'orders/orders-7002', to: 'orders/orders-7004', slots: [[6827, 10922]] }],
  });
  await o.send({ kind: 'reply', id: (await calls(o)).at(-1)?.id, result: { ok: true } });
  expect(await form(o).textContent()).toContain('Making ready…');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a plan is asked about once, when the typing pauses, and not again with every update', async () => {
  const o = await open();
  await o.show(cluster());
  await headerButton(o, 'Reshard…').click();
  for (const count of ['1', '12', '128']) await form(o).locator('#move-count').fill(count);
  await answerMeasure(o);
  await o.show(cluster());
  await o.page.evaluate(() => new Promise((r) => setTimeout(r, 600)));
  expect((await calls(o)).map(({ name }) => name)).toEqual(['measureMoves']);
  await o.close();
});

test('what cannot be counted is said, and asked again on demand', async () => {
  const o = await open();
  await o.show(cluster());
  await headerButton(o, 'Reshard…').click();
  await expect.poll(async () => (await calls(o)).length).toBe(1);
  await o.send({ kind: 'reply', id: 1, result: { ok: false, message: 'orders-7002 does not answer' } });
  expect(await form(o).textContent()).toContain('Keys could not be counted: orders-7002 does not answer');
  await button(o, 'Ask Again').click();
  await expect.poll(async () => (await calls(o)).length).toBe(2);
  await o.send({ kind: 'reply', id: 2, result: { ok: true, value: { keys: 'many' } } });
  expect(await form(o).textContent()).toContain('The answer cannot be read.');
  await o.close();
});

test('exact slots are taken from whoever has them', async () => {
  const o = await open();
  await o.show(cluster());
  await headerButton(o, 'Reshard…').click();
  await form(o).getByLabel('exactly these').check();
  expect(await form(o).textContent()).toContain('Say which slots, such as 0-99, 7000.');
  expect(await button(o, 'Start').getAttribute('aria-disabled')).toBe('true');
  await form(o).locator('#move-to').selectOption({ label: 'orders-7004 (5,461 slots)' });
  await form(o).getByLabel('Slots and ranges of slots').fill('0-9 5461, 16000');
  expect(await shares(o)).toEqual([
    'orders-7000 5,461 5,451 −10',
    'orders-7002 5,462 5,461 −1',
    'orders-7004 5,461 5,472 +11',
  ]);
  await form(o).getByLabel('Slots and ranges of slots').fill('0-9 16384');
  expect(await form(o).textContent()).toContain('Say which slots');
  await o.close();
});

test('a rebalance fills the new master, with weights and threshold to change', async () => {
  const o = await open();
  await o.show(withEmptyMaster());
  await headerButton(o, 'Rebalance…').click();
  expect((await shares(o)).at(-1)).toBe('orders-7006 0 4,015 +4,015');
  await form(o).locator('#move-threshold').fill('0');
  expect((await shares(o)).at(-1)).toBe('orders-7006 0 4,096 +4,096');
  await form(o).locator('#weight-orders-7006').fill('2');
  expect((await shares(o)).at(-1)).toMatch(/^orders-7006 0 6,55[34] /);
  await form(o).locator('#weight-orders-7006').fill('lots');
  expect(await form(o).locator('[role=status]').textContent()).toContain('A weight is a number, 0 or more.');
  await form(o).locator('#weight-orders-7006').fill('1');
  await form(o)
    .getByLabel(/without any: orders-7006/)
    .uncheck();
  await form(o).locator('#move-threshold').fill('2');
  expect(await form(o).locator('[role=status]').textContent()).toContain('within 2 % of its share already');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a master is drained from its own actions', async () => {
  const o = await open();
  await o.show(cluster());
  await o.page.locator('[role=option][data-node="orders/orders-7001"]').click();
  expect(await o.page.locator('.details vscode-button', { hasText: 'Drain…' }).count()).toBe(0);
  await o.page.locator('[role=option][data-node="orders/orders-7002"]').click();
  const drain = o.page.locator('.details vscode-button', { hasText: 'Drain…' });
  await drain.focus();
  await o.page.keyboard.press('Enter');
  expect(await shares(o)).toEqual([
    'orders-7000 5,461 8,192 +2,731',
    'orders-7002 5,462 0 −5,462',
    'orders-7004 5,461 8,192 +2,731',
  ]);
  expect(await form(o).textContent()).toContain('orders-7002 keeps no slot and becomes a replica');
  // Left by the keyboard, the user is back where they were.
  await expect.poll(() => o.page.evaluate(() => document.activeElement?.id)).toBe('move-source');
  await o.page.keyboard.press('Escape');
  expect(await form(o).count()).toBe(0);
  expect(await o.page.evaluate(() => document.activeElement?.textContent)).toBe('Drain…');
  await o.close();
});

test('the slot of a key that was found is moved from there', async () => {
  const o = await open();
  await o.show(cluster());
  await o.page.locator('#find-key').fill('{user1000}.following');
  await o.page.locator('.find button', { hasText: 'Move…' }).click();
  expect(await form(o).textContent()).toContain('slot 3443, served by orders-7000');
  expect(await form(o).locator('#move-to').inputValue()).toBe('orders/orders-7004');
  expect(await form(o).locator('summary').textContent()).toBe('1 slot moves');
  await form(o).locator('#move-to').selectOption({ label: 'orders-7000 (5,461 slots)' });
  expect(await form(o).textContent()).toContain('orders-7000 serves slot 3443 already.');
  await o.close();
});

test('a command opens a form, with the node it was chosen on', async () => {
  const o = await open();
  await o.show(cluster());
  await o.send({ kind: 'open', form: 'drain', node: 'orders/orders-7004' });
  expect(await form(o).locator('#move-source').inputValue()).toBe('orders/orders-7004');
  await o.send({ kind: 'open', form: 'moveSlot' });
  expect(await form(o).textContent()).toContain('Say which key.');
  await o.send({ kind: 'open', form: 'nonsense' });
  expect(await form(o).locator('h2').textContent()).toBe('Move the slot of a key');
  await o.close();
});

test('where slots cannot be moved the form says why, and does not start', async () => {
  const o = await open();
  await o.show(movingSlots());
  await headerButton(o, 'Rebalance…').click();
  expect(await form(o).textContent()).toContain('Slots 100-115, 9000 are open: finish or undo');
  await button(o, 'Start').click({ force: true });
  expect(await calls(o)).toEqual([]);
  await o.show(replication());
  expect(await headerButton(o, 'Reshard…').count()).toBe(0);
  expect(await form(o).count()).toBe(0);
  await o.close();
});

test('a start that is refused is told in the form, which stays as it is', async () => {
  const o = await open();
  await o.show(cluster());
  await headerButton(o, 'Reshard…').click();
  await answerMeasure(o, { method: 'keyByKey', why: text('orders-7000 is Redis 8.0.2') });
  expect(await form(o).textContent()).toContain('Method: key by key');
  expect(await form(o).getByLabel('atomic').count()).toBe(0);
  await button(o, 'Start').click();
  expect(await button(o, 'Start').getAttribute('aria-disabled')).toBe('true');
  const message = 'orders-7000 does not have the same slots any more: look at the plan again.';
  await o.send({ kind: 'reply', id: (await calls(o)).at(-1)?.id, result: { ok: false, message } });
  expect(await form(o).locator('[role=alert]').textContent()).toContain(message);
  expect(await button(o, 'Start').getAttribute('aria-disabled')).toBeNull();
  expect(await o.offences()).toEqual([]);
  await o.close();
});
