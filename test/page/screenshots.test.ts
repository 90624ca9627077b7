import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PageSnapshot } from '../../src/protocol';
import { pages } from './open-page';
import { cluster, clusterWithHole, hundredNodes, movingSlots } from './snapshots/cluster';
import { fiveMinutes } from './snapshots/history';
import { replication, withNode } from './snapshots/replication';
import { midFailover, sentinel } from './snapshots/sentinel';
import { paused, unreachable } from './snapshots/states';
import { happened } from './snapshots/timeline';
import { THEMES } from './themes';

const { open } = pages();
const SHAPES: Readonly<Record<string, () => PageSnapshot>> = {
  replication,
  sentinel,
  'mid-failover': midFailover,
  cluster,
  hole: clusterWithHole,
  moving: movingSlots,
  troubled: () => withNode(withNode(cluster(), 'orders-7002', unreachable()), 'orders-7005', paused),
  hundred: hundredNodes,
};

mkdirSync('test-results/page', { recursive: true });

/** Curves are drawn when they are seen: scrolls through all there is. The first failover is unfolded. */
async function seeAll(page: Page): Promise<void> {
  const unfold = page.locator('.unfold[aria-expanded=false]');
  if ((await unfold.count()) > 0) await unfold.first().click();
  await page.locator('.replication').scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((r) => setTimeout(r, 80)));
  await page.evaluate(() => window.scrollTo(0, 0));
}

for (const theme of THEMES) {
  test(`each shape is drawn in ${theme}`, async () => {
    const { page, show, offences, close } = await open({ theme });
    for (const [name, make] of Object.entries(SHAPES)) {
      await show(make(), {}, { history: fiveMinutes(make()), timeline: happened });
      await seeAll(page);
      await page.screenshot({ path: `test-results/page/${name}-${theme}.png`, fullPage: true });
    }
    expect(await offences()).toEqual([]);
    await close();
  });
}

test('each shape fits a panel 400 pixels wide', async () => {
  const { page, show, offences, close } = await open({ width: 400 });
  for (const [name, make] of Object.entries(SHAPES)) {
    await show(make(), {}, { history: fiveMinutes(make()), timeline: happened });
    await seeAll(page);
    await page.screenshot({ path: `test-results/page/${name}-narrow.png`, fullPage: true });
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter(
          (e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.scroller, .picture'),
        )
        .map((e) => `${e.tagName}.${e.getAttribute('class')} ${e.textContent?.slice(0, 60)}`),
    );
    expect(tooWide, name).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, name).toBeLessThanOrEqual(0);
  }
  expect(await offences()).toEqual([]);
  await close();
});
