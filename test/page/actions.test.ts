import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { replication, withNode } from './snapshots/replication';
import { locked, paused, stopped } from './snapshots/states';

const { open } = pages();
const button = ({ page }: Opened, label: string) =>
  page.locator('.details vscode-button', { hasText: label });
const labels = ({ page }: Opened) => page.locator('.details vscode-button').allTextContents();
const calls = async (o: Opened) => (await o.sent()).filter((m) => m.kind === 'call');

test('a node offers what its state allows', async () => {
  const o = await open();
  await o.show(replication());
  expect(await labels(o)).toEqual([
    'Inspect',
    'Show Logs',
    'Open redis-cli',
    'Copy Address',
    'Stop',
    'Restart',
    'Pause',
    'Kill',
    'Add Replica…',
    'Remove Node…',
  ]);
  await o.show(withNode(replication(), 'cache-6379', stopped));
  expect(await labels(o)).toEqual(['Inspect', 'Show Logs', 'Start', 'Remove Node…']);
  await o.show(withNode(replication(), 'cache-6379', paused));
  expect(await labels(o)).toEqual(['Inspect', 'Show Logs', 'Unpause', 'Remove Node…']);
  await o.close();
});

test('a server that others made and that wants a password has a button for it, by keyboard too', async () => {
  const o = await open();
  const shut = withNode(replication(), 'cache-6379', locked);
  await o.show(shut);
  expect(await labels(o)).not.toContain('Enter Password…');
  await o.show({ ...shut, origin: 'found' });
  expect(await labels(o)).toContain('Enter Password…');
  await button(o, 'Enter Password…').focus();
  await o.page.keyboard.press('Enter');
  await o.page.locator('header vscode-button', { hasText: 'Enter Password…' }).click();
  expect((await calls(o)).map((m) => m.kind === 'call' && m.call)).toEqual([
    { name: 'node', node: 'cache/cache-6379', action: 'enterPassword' },
    { name: 'topology', action: 'enterPassword' },
  ]);
  await o.close();
});

test('a button calls the extension, and keeps the focus while its errand is under way', async () => {
  const o = await open();
  await o.show(replication());
  await button(o, 'Stop').focus();
  await o.page.keyboard.press('Enter');
  expect(await calls(o)).toEqual([
    { kind: 'call', id: 1, call: { name: 'node', node: 'cache/cache-6379', action: 'stop' } },
  ]);
  expect(await o.page.locator('.details [role=status]').textContent()).toContain('Stop is under way');
  expect(await button(o, 'Restart').getAttribute('aria-disabled')).toBe('true');
  expect(await o.page.evaluate(() => document.activeElement?.textContent)).toBe('Stop');
  await button(o, 'Restart').click({ force: true });
  expect(await calls(o)).toHaveLength(1);
  await o.send({ kind: 'reply', id: 1, result: { ok: true } });
  expect(await o.page.locator('.details [role=status]').textContent()).toBe('');
  expect(await button(o, 'Restart').getAttribute('aria-disabled')).toBeNull();
  await o.close();
});

test('the error of a call is shown where it was set off, until it is tried again', async () => {
  const o = await open();
  await o.show(replication());
  await button(o, 'Kill').click();
  const message = 'cache-6379: No such container: 982552ec1789';
  await o.send({ kind: 'reply', id: 1, result: { ok: false, message } });
  const status = o.page.locator('.details [role=status]');
  expect(await status.textContent()).toContain(`Kill failed: ${message}`);
  await o.page.locator('[role=option][data-node="cache/cache-6380"]').click();
  expect(await status.textContent()).toBe('');
  await o.page.locator('[role=option][data-node="cache/cache-6379"]').click();
  await button(o, 'Kill').click();
  expect(await status.textContent()).toContain('Kill is under way');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('an errand on the whole is shown in the header', async () => {
  const o = await open();
  await o.show(replication());
  await o.page.locator('header vscode-button', { hasText: 'Verify' }).click();
  expect(await calls(o)).toEqual([{ kind: 'call', id: 1, call: { name: 'topology', action: 'verify' } }]);
  await o.send({ kind: 'reply', id: 1, result: { ok: false, message: 'cache-6381 does not have the key' } });
  expect(await o.page.locator('header [role=status]').textContent()).toContain(
    'Verify failed: cache-6381 does not have the key',
  );
  await o.close();
});

test('waiting for an answer has an end that names itself; a late answer does no harm', async () => {
  const o = await open({ clock: true });
  await o.page.evaluate((m) => window.postMessage(m, '*'), {
    kind: 'hydrate',
    snapshot: replication(),
    engineName: 'default',
    translations: {},
    now: 0,
  });
  await button(o, 'Stop').click();
  await o.page.clock.fastForward(121_000);
  await expect
    .poll(() => o.page.locator('.details [role=status]').textContent())
    .toContain('No answer after 120 s');
  await o.page.evaluate(() => window.postMessage({ kind: 'reply', id: 1, result: { ok: true } }, '*'));
  expect(await o.offences()).toEqual([]);
  await o.close();
});
