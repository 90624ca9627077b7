import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { cluster, clusterWithHole } from './snapshots/cluster';

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
