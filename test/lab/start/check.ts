import type { Browser } from 'playwright-core';
import { launchBrowser } from '../editor/browser';
import { type EditorServer, workbenchUrl } from '../editor/server';
import { Workbench } from '../editor/workbench';
import { healthySampleRow } from '../sample';
import { messageOf, type Say } from '../say';

const healthyWithinMs = 60_000;

/** Opens the page as a user would, and looks whether the tree lists the sample as healthy. Returns whether it does. */
export async function checkPage(server: EditorServer, expectSample: boolean, say: Say): Promise<boolean> {
  const browser = await launchBrowser();
  try {
    return await look(browser, server, expectSample, say);
  } finally {
    await browser.close();
  }
}

async function look(
  browser: Browser,
  server: EditorServer,
  expectSample: boolean,
  say: Say,
): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(healthyWithinMs);
  const workbench = new Workbench(page);
  let trouble: string | undefined;
  try {
    await page.goto(workbenchUrl(server));
    await workbench.openContainer('Redis Topologies');
    if (expectSample) {
      say('waiting until the tree lists the sample as healthy');
      await workbench.treeRow(healthySampleRow).waitFor();
      await workbench.expand(healthySampleRow);
    } else {
      // Nothing of ours: a welcome text, or what the user has.
      await page.locator('.part.sidebar').locator('.welcome-view-content, [role=treeitem]').first().waitFor();
    }
  } catch (error) {
    trouble = messageOf(error);
  }
  const rows = await workbench.treeRows().catch(() => []);
  console.log(
    `\nThe tree in the editor says:\n${rows.map((row) => `  ${row}`).join('\n') || '  (no rows)'}\n`,
  );
  say(`picture: ${await workbench.screenshot('start-check')}`);
  if (trouble)
    say(`the tree does not list the sample as healthy within ${healthyWithinMs / 1000} s: ${trouble}`);
  return trouble === undefined;
}
