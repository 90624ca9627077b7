import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { PageSnapshot } from '../../src/protocol/to-page';
import { type Opened, pages } from './open-page';
import { cluster, clusterFailover, clusterWithHole, hundredNodes, movingSlots } from './snapshots/cluster';
import { crowdedSlot, lookAtHeat } from './snapshots/heat';
import { fiveMinutes } from './snapshots/history';
import { copying, replication, withNode } from './snapshots/replication';
import { midFailover, sentinel } from './snapshots/sentinel';
import { paused, stopped, unreachable } from './snapshots/states';
import { happened } from './snapshots/timeline';
import { THEMES } from './themes';

const { open } = pages();
const SHAPES: Readonly<Record<string, () => PageSnapshot>> = {
  replication,
  sentinel,
  'mid-failover': midFailover,
  'no-master': () => withNode(sentinel(), 'sessions-6379', stopped),
  cluster,
  hole: clusterWithHole,
  moving: movingSlots,
  troubled: () => withNode(withNode(cluster(), 'orders-7002', unreachable()), 'orders-7005', paused),
  hundred: hundredNodes,
  copying,
  'cluster-failover': clusterFailover,
  heat: cluster,
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

/** Shows a state with all that belongs to it, and takes its picture. */
async function take(o: Opened, name: string, ending: string, translations = {}): Promise<void> {
  const snapshot = (SHAPES[name] as () => PageSnapshot)();
  await o.show(snapshot, translations, { history: fiveMinutes(snapshot), timeline: happened });
  if (name === 'heat') await lookAtHeat(o, crowdedSlot);
  await seeAll(o.page);
  await o.page.screenshot({ path: `test-results/page/${name}-${ending}.png`, fullPage: true });
  // The page keeps what it looks at over another snapshot.
  if (name === 'heat') await o.page.locator('[aria-label] > button.tool[aria-pressed]').first().click();
}

for (const theme of THEMES) {
  test(`each shape is drawn in ${theme}`, async () => {
    const o = await open({ theme });
    for (const name of Object.keys(SHAPES)) await take(o, name, theme);
    expect(await o.offences()).toEqual([]);
    await o.close();
  }, 120_000);
}

test('each shape is drawn in Chinese', async () => {
  const translations = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8'));
  const o = await open({ lang: 'zh-cn' });
  for (const name of Object.keys(SHAPES)) await take(o, name, 'zh-cn', translations);
  expect(await o.offences()).toEqual([]);
  await o.close();
}, 120_000);

// 290 pixels is what a panel 580 wide has to offer at 200 %.
test.each([400, 290])(
  'each shape fits a panel %i pixels wide',
  async (width) => {
    const o = await open({ width });
    for (const name of Object.keys(SHAPES)) {
      await take(o, name, `narrow-${width}`);
      const tooWide = await o.page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.scroller'))
          .map((e) => `${e.tagName}.${e.getAttribute('class')} ${e.textContent?.slice(0, 60)}`),
      );
      expect(tooWide, name).toEqual([]);
      const overflow = await o.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
    }
    expect(await o.offences()).toEqual([]);
    await o.close();
  },
  120_000,
);
