import type { Locator } from 'playwright-core';
import type { Workbench } from '../lab/editor/workbench';

/** The context menu that is open; the window's own menu button is no item of it. */
const items = ({ page }: Workbench): Locator => page.locator('.monaco-menu').getByRole('menuitem');

async function openMenu(workbench: Workbench, row: Locator): Promise<void> {
  await row.click({ button: 'right' });
  await items(workbench).first().waitFor();
}

/** What a row's context menu offers now; leaves the menu closed. `look` sees it open. */
export async function offeredOn(
  workbench: Workbench,
  row: Locator,
  look: () => Promise<unknown> = async () => {},
): Promise<string[]> {
  await openMenu(workbench, row);
  await look();
  const offered = await items(workbench).allTextContents();
  await workbench.page.keyboard.press('Escape');
  await items(workbench).first().waitFor({ state: 'hidden' });
  return offered.map((item) => item.trim()).filter((item) => item !== '');
}

/** Chooses from a row's context menu. */
export async function choose(workbench: Workbench, row: Locator, label: string): Promise<void> {
  await openMenu(workbench, row);
  const item = items(workbench).filter({ hasText: new RegExp(`^\\s*${label}\\s*$`) });
  // A menu takes no click in its first tenth of a second: the click that opened it may be still going on.
  for (let tries = 0; tries < 5; tries++) {
    await item.click();
    const closed = item.waitFor({ state: 'hidden', timeout: 1000 });
    if (await closed.then(() => true).catch(() => false)) return;
  }
  throw new Error(`the menu stays open after a click on ${label}`);
}
