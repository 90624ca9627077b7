import type { Frame, Page } from 'playwright-core';

/**
 * The extension's own document in a webview, found by an element that it holds. VS Code lays all webviews over the
 * workbench at the end of its DOM, whatever editor or view they belong to, so they cannot be found by their place.
 */
export async function webviewHolding(page: Page, selector: string, withinMs = 15_000): Promise<Frame> {
  for (const until = Date.now() + withinMs; Date.now() < until; await page.waitForTimeout(100)) {
    for (const frame of page.frames()) {
      if (!frame.parentFrame()?.url().includes('/webview/browser/pre/')) continue;
      // A frame may go while it is asked.
      if (
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
  }
  throw new Error(`no webview holds ${selector} within ${withinMs / 1000} s`);
}
