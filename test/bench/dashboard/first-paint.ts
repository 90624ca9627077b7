import type { Page } from 'playwright-core';
import { eventually } from '../../journey/eventually';

/** How long after the click each of this was so, ms. */
export interface Moment {
  /** The webview's document was begun: until here it is the editor's own work. */
  readonly documentMs: number;
  /** The page's script was loaded. */
  readonly scriptMs: number;
  /** The topology stood in the document. */
  readonly drawnMs: number;
  /** And was on the screen. */
  readonly paintedMs: number;
}

declare global {
  interface Window {
    clickedAt?: number;
  }
}

/** Has the window remember when it was last clicked. */
export function watchClicks(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.addEventListener(
      'click',
      () => {
        window.clickedAt = performance.timeOrigin + performance.now();
      },
      { capture: true },
    );
  });
}

/** Waits until a dashboard that was opened by the last click is on the screen. */
export async function firstPaint(page: Page, topology: string): Promise<Moment> {
  let found: Moment | undefined;
  await eventually(`the dashboard of ${topology} is painted`, 20_000, async () => {
    found = await momentIn(page, topology);
    return found !== undefined || 'it is not';
  });
  return found as Moment;
}

async function momentIn(page: Page, topology: string): Promise<Moment | undefined> {
  const clickedAt = await page.evaluate(() => window.clickedAt ?? 0);
  for (const frame of page.frames()) {
    // A frame may go while it is asked.
    const seen = await frame.evaluate(marksOfPage).catch(() => undefined);
    if (seen?.name !== topology || seen.painted === undefined || seen.begun < clickedAt) continue;
    const after = (moment: number) => seen.begun + moment - clickedAt;
    return {
      documentMs: after(0),
      scriptMs: after(seen.script),
      drawnMs: after(seen.drawn ?? 0),
      paintedMs: after(seen.painted),
    };
  }
  return undefined;
}

/** Runs in a frame: what a dashboard's page has marked, ms since its document was begun. */
function marksOfPage() {
  const loads = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    name: document.querySelector('header h1')?.textContent,
    // The clocks of all frames are the machine's.
    begun: performance.timeOrigin,
    script: loads.find((load) => load.name.includes('page.js'))?.responseEnd ?? 0,
    drawn: performance.getEntriesByName('topology-drawn')[0]?.startTime,
    painted: performance.getEntriesByName('topology-painted')[0]?.startTime,
  };
}
