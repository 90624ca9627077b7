import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { resultsDir } from '../paths';
import { QuickInput } from './quick-input';
import { webviewHolding } from './webview';

/** VS Code's window, driven as a user drives it. Every wait ends after the page's default timeout. */
export class Workbench {
  readonly quickInput: QuickInput;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
  }

  /** Runs a command of the palette by its whole title, such as "Redis Topologies: Create Topology…". */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    await this.commandRow(title).first().click();
  }

  /** Whether the palette offers a command now; leaves the palette closed. */
  async offersCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    // The list answers with at least one row ("No matching commands" is one).
    await this.quickInput.widget.locator('.monaco-list-row').first().waitFor();
    const offered = (await this.commandRow(title).count()) > 0;
    await this.quickInput.escape();
    await this.quickInput.closed();
    return offered;
  }

  private commandRow(title: string): Locator {
    return this.quickInput.widget
      .locator('.monaco-list-row')
      .filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** Shows a view container by its title in the activity bar. */
  async openContainer(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`);
    await icon.waitFor();
    const selected = await icon.locator('xpath=..').getAttribute('class');
    if (!selected?.split(' ').includes('checked')) await icon.click();
  }

  /** A view (pane) of the side bar by its title. */
  view(title: string): Locator {
    return this.page.locator('.pane').filter({ has: this.page.locator('.pane-header', { hasText: title }) });
  }

  /** A row of a tree by what it says: label, description and state, in the order a screen reader says them. */
  treeRow(name: string | RegExp): Locator {
    return this.page.locator('.part.sidebar').getByRole('treeitem', { name }).first();
  }

  /** What the rows of the side bar's trees say now, from top to bottom. */
  async treeRows(): Promise<string[]> {
    const rows = await this.page.locator('.part.sidebar [role=treeitem]').all();
    const said = await Promise.all(rows.map((row) => row.getAttribute('aria-label').catch(() => null)));
    return said.filter((label) => label !== null);
  }

  /** Opens a row's children, if they are not shown. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.treeRow(name);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'false') return;
    await row.click();
    if ((await row.getAttribute('aria-expanded')) === 'false') await this.page.keyboard.press('ArrowRight');
    await this.page.waitForFunction(
      (it) => it?.getAttribute('aria-expanded') !== 'false',
      await row.elementHandle(),
    );
  }

  /** Chooses from a row's context menu. */
  async chooseFromMenu(row: Locator, label: string): Promise<void> {
    for (let tries = 0; tries < 4; tries++) {
      await this.clickInMenu(row, label);
      if (!(await this.rowWasLost())) return;
    }
    throw new Error(`the row is drawn anew at each click on ${label}`);
  }

  /** Whether the editor drew the row anew in the moment of the click, which the extension says and a user repeats. */
  private async rowWasLost(): Promise<boolean> {
    const toast = this.page.locator('.notification-toast').filter({ hasText: 'This row has just changed' });
    if (!(await toast.isVisible())) {
      await this.page.waitForTimeout(400);
      if (!(await toast.isVisible())) return false;
    }
    await this.runCommand('Notifications: Clear All Notifications');
    await toast.waitFor({ state: 'hidden' });
    return true;
  }

  private async clickInMenu(row: Locator, label: string): Promise<void> {
    const item = this.menuItems().filter({ hasText: new RegExp(`^\\s*${literally(label)}\\s*$`) });
    await this.openMenuWith(row, item, label);
    // A menu takes no click in its first tenth of a second: the click that opened it may be still going on.
    for (let tries = 0; tries < 5; tries++) {
      await item.click();
      if (await isHidden(item, 1000)) return;
    }
    throw new Error(`the menu stays open after a click on ${label}`);
  }

  /** Rows move while the editor aims at one: a menu without the item may be another row's, and is asked for again. */
  private async openMenuWith(row: Locator, item: Locator, label: string): Promise<void> {
    for (let tries = 0; tries < 4; tries++) {
      await this.openMenu(row);
      if (await item.isVisible()) return;
      await this.page.keyboard.press('Escape');
      await this.menuItems().first().waitFor({ state: 'hidden' });
      await this.page.waitForTimeout(500);
    }
    throw new Error(`the menu of ${row} has no ${label}`);
  }

  /** What a row's context menu offers now; leaves the menu closed. `look` sees it open. */
  async offeredOn(row: Locator, look: () => Promise<unknown> = async () => {}): Promise<string[]> {
    await this.openMenu(row);
    await look();
    const offered = await this.menuItems().allTextContents();
    await this.page.keyboard.press('Escape');
    await this.menuItems().first().waitFor({ state: 'hidden' });
    return offered.map((item) => item.trim()).filter((item) => item !== '');
  }

  private async openMenu(row: Locator): Promise<void> {
    await row.click({ button: 'right' });
    await this.menuItems().first().waitFor();
  }

  /** The context menu that is open; the window's own menu button is no item of it. */
  private menuItems(): Locator {
    return this.page.locator('.monaco-menu').getByRole('menuitem');
  }

  /** A button of a view's title bar or of a tree row (shown while the mouse is on it), by its label. */
  async clickAction(within: Locator, label: string): Promise<void> {
    await within.hover();
    await within.locator(`.action-label[aria-label^="${label}"]`).first().click();
  }

  /** A notification by (part of) its text; wait for it with `waitFor()`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** Presses a button of a notification. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button }).click();
  }

  /** Clears all notifications away, so that the next is not hidden. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /** The modal dialog that is open, by (part of) its text. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  /** Presses a button of a modal dialog. */
  async answerDialog(text: string | RegExp, button: string): Promise<void> {
    await this.dialog(text).getByRole('button', { name: button }).click();
    await this.dialog(text).waitFor({ state: 'hidden' });
  }

  /** An editor's tab by its title. */
  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container [role=tab]').filter({ hasText: title });
  }

  /** The text that the active text editor shows now (what is scrolled away is not drawn). */
  async editorText(): Promise<string> {
    const lines = await this.page.locator('.editor-group-container.active .view-line').all();
    const placed = await Promise.all(
      lines.map(async (line) => ({
        top: (await line.boundingBox())?.y ?? 0,
        text: (await line.textContent()) ?? '',
      })),
    );
    const sorted = placed.sort((a, b) => a.top - b.top);
    return sorted.map((line) => line.text.replaceAll('\u00a0', ' ')).join('\n');
  }

  /** The document of the webview that holds an element. */
  webview(selector: string): Promise<Frame> {
    return webviewHolding(this.page, selector);
  }

  /** The status bar's item that says this. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The terminal that is shown (its text is drawn, not written: type into it and look for effects, or a picture). */
  terminal(): Locator {
    return this.page.locator('.terminal-wrapper.active');
  }

  /** Leaves a picture in test-results/ and returns its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(resultsDir, { recursive: true });
    const path = join(resultsDir, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}

const literally = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function isHidden(what: Locator, withinMs: number): Promise<boolean> {
  try {
    await what.waitFor({ state: 'hidden', timeout: withinMs });
    return true;
  } catch {
    // Still there: the caller tries again, and says so in the end.
    return false;
  }
}
