import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { cluster, clusterWithHole, hundredNodes, movingSlots } from './snapshots/cluster';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section[aria-labelledby=slots-title]');

test('each shard has its slots, its share against the fair one, keys, memory and operations', async () => {
  const o = await open();
  await o.show(cluster({ slots: [[[0, 8191]], [[8192, 12287]], [[12288, 16383]]] }));
  const cells = section(o).locator('tbody').first().locator('tr').first().locator('td');
  expect(await cells.allInnerTexts()).toEqual(['0-8191', '8,192', '50.0 %', '333,402', '93.7 MB', '412']);
  const widths = await section(o)
    .locator('.fill, .fair')
    .evaluateAll((all) => all.map((e) => (e as HTMLElement).style.width || (e as HTMLElement).style.left));
  expect(widths).toEqual(['75%', '50%', '37.5%', '50%', '37.5%', '50%']);
  await o.close();
});

test('a hole is seen on the ribbon and told in the table', async () => {
  const o = await open();
  await o.show(cluster());
  const pixel = () =>
    section(o)
      .locator('canvas')
      .evaluate((c) => {
        const canvas = c as HTMLCanvasElement;
        const x = Math.round((5730 / 16384) * canvas.width);
        return [...(canvas.getContext('2d')?.getImageData(x, 3, 1, 1).data ?? [])].join();
      });
  const served = await pixel();
  await o.show(clusterWithHole());
  expect(await pixel()).not.toBe(served);
  await section(o).locator('summary').click();
  const rows = section(o).locator('details tbody tr');
  expect(await rows.count()).toBe(4);
  expect(await rows.nth(1).locator('td').allTextContents()).toEqual(['540', 'nobody', '✖errornot served']);
  expect(await o.page.locator('.health').textContent()).toContain(
    '540 of 16384 slots are not served: 5461-6000',
  );
  await o.close();
});

test('slots that nodes give to different owners are disputed', async () => {
  const o = await open();
  await o.show(cluster({ slots: [[[0, 5460]], [[5461, 11000]], [[10923, 16383]]] }));
  await section(o).locator('summary').click();
  expect(await section(o).locator('details').textContent()).toContain('disputed');
  await o.close();
});

const ribbon = (o: Opened) => section(o).locator('[role=slider]');
const readout = (o: Opened) => section(o).locator('.readout').textContent();
const spoken = (o: Opened) => section(o).locator('[aria-live=polite]').textContent();
const lastTick = (o: Opened) => section(o).locator('canvas').screenshot();

test('arrow keys go through slots and ranges; who owns them is said once the keys rest', async () => {
  const o = await open();
  await o.show(cluster());
  await ribbon(o).focus();
  const after = async (...keys: string[]) => {
    for (const key of keys) await o.page.keyboard.press(key);
    return readout(o);
  };
  expect(await after('ArrowRight')).toBe('slot 0 · orders-7000 · served');
  expect(await after('ArrowRight', 'ArrowRight')).toBe('slot 2 · orders-7000 · served');
  expect(await after('ArrowDown')).toBe('slot 5461 · orders-7002 · served');
  expect(await ribbon(o).getAttribute('aria-valuetext')).toBe('slot 5461');
  expect(await spoken(o)).toBe('');
  await expect.poll(() => spoken(o)).toBe('orders-7002 · served');
  expect(await after('ArrowLeft')).toBe('slot 5460 · orders-7000 · served');
  expect(await after('ArrowUp')).toBe('slot 0 · orders-7000 · served');
  expect(await after('End')).toBe('slot 16383 · orders-7004 · served');
  expect(await after('ArrowRight')).toBe('slot 16383 · orders-7004 · served');
  await expect.poll(() => spoken(o)).toBe('orders-7004 · served');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('the slot under the pointer is told in the line beneath, without a render', async () => {
  const o = await open();
  await o.show(clusterWithHole());
  const box = await ribbon(o).boundingBox();
  if (!box) throw new Error('no ribbon');
  await o.page.mouse.move(box.x + (box.width * 5730) / 16384, box.y + 10);
  expect(await readout(o)).toMatch(/^slot 57\d\d · nobody · not served$/);
  await o.page.mouse.move(box.x + box.width / 2, box.y + 200);
  expect(await readout(o)).toContain('Point at a slot');
  await o.close();
});

test('keys, buttons, wheel and drag zoom and pan; the wheel alone scrolls the page', async () => {
  const o = await open();
  await o.show(cluster());
  const first = await lastTick(o);
  const changed = async (act: () => Promise<unknown>) => {
    const before = await lastTick(o);
    await act();
    await o.page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
    return !before.equals(await lastTick(o));
  };
  const box = await ribbon(o).boundingBox();
  if (!box) throw new Error('no ribbon');
  await o.page.mouse.move(box.x + 300, box.y + 10);
  expect(await changed(() => o.page.mouse.wheel(0, -100))).toBe(false);
  await o.page.keyboard.down('Control');
  expect(await changed(() => o.page.mouse.wheel(0, -100))).toBe(true);
  await o.page.keyboard.up('Control');
  expect(await changed(() => o.page.mouse.wheel(120, 0))).toBe(true);
  const dragged = async () => {
    await o.page.mouse.down();
    await o.page.mouse.move(box.x + 200, box.y + 10, { steps: 3 });
    await o.page.mouse.up();
  };
  expect(await changed(dragged)).toBe(true);
  const button = (label: string) => section(o).locator(`button[aria-label="${label}"]`);
  expect(await changed(() => button('Zoom in').click())).toBe(true);
  expect(await changed(() => button('Lower slots').click())).toBe(true);
  expect(await changed(() => button('Zoom out').click())).toBe(true);
  await button('All slots').click();
  await o.page.mouse.move(0, 0);
  expect((await lastTick(o)).equals(first)).toBe(true);
  await ribbon(o).focus();
  expect(await changed(() => o.page.keyboard.press('+'))).toBe(true);
  expect(await changed(() => o.page.keyboard.press('0'))).toBe(true);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('the slot of a key is found as the servers find it, and shown', async () => {
  const o = await open();
  await o.show(cluster());
  const find = section(o).locator('#find-key');
  const found = () => section(o).locator('.found').textContent();
  // What stands in the first braces counts alone, unless that is nothing.
  await find.fill('user:42');
  const plain = await found();
  await find.fill('{user:42}.cart');
  expect(await found()).toBe(plain);
  await find.fill('foo{}{bar}');
  expect(await found()).toBe('→ slot 8363 · orders-7002 · served');
  await expect.poll(() => spoken(o)).toBe('slot 8363 · orders-7002 · served');
  await o.page.keyboard.press('Enter');
  expect(await ribbon(o).getAttribute('aria-valuenow')).toBe('8363');
  expect(await readout(o)).toBe('slot 8363 · orders-7002 · served');
  expect((await o.sent()).filter((m) => m.kind === 'call')).toEqual([]);
  await find.fill('');
  expect(await section(o).locator('.found').count()).toBe(0);
  await o.close();
});

test('slots on their way are shown, told, and reached by a button', async () => {
  const o = await open();
  await o.show(movingSlots());
  const ways = section(o).locator('.unusual button');
  expect(await ways.allTextContents()).toEqual([
    '100-115 orders-7000 → orders-7004',
    '9000 orders-7002 → orders-7000',
  ]);
  await ways.first().click();
  expect(await readout(o)).toBe('slot 100 · orders-7000 · migrating to orders-7004');
  await ways.nth(1).click();
  expect(await readout(o)).toBe('slot 9000 · orders-7002 · being imported by orders-7000');
  await section(o).locator('summary').click();
  expect(await section(o).locator('details tbody tr').count()).toBe(7);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('going through the slots of a hundred nodes is fluid', async () => {
  const o = await open();
  await o.show(hundredNodes());
  await ribbon(o).focus();
  const took = await o.page.evaluate(() => {
    const times: number[] = [];
    const ribbon = document.activeElement as Element;
    for (let i = 0; i < 60; i++) {
      const start = performance.now();
      const key = ['ArrowDown', '+', 'ArrowRight', '-'][i % 4] ?? '';
      ribbon.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  });
  process.stdout.write(`a key on the ribbon of 100 nodes: ${took[30]?.toFixed(1)} ms median\n`);
  expect(took[6]).toBeLessThan(16);
  await o.close();
}, 120_000);
