import type { Page } from 'playwright-core';

/** Runs in the page: reports every error notification from now on, however soon it goes away. */
const watcher = `(() => {
  const told = new Set();
  const look = () => {
    for (const item of document.querySelectorAll('.notification-list-item')) {
      if (!item.querySelector('.notification-list-item-icon.codicon-error')) continue;
      const words = item.querySelector('.notification-list-item-message')?.textContent ?? '';
      if (words === '' || told.has(words)) continue;
      told.add(words);
      window.journeySawError(words);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
})()`;

/** The error notifications that the editor has shown. */
export class ErrorNotices {
  readonly #seen: string[] = [];
  /** The first: the editor drew a row anew under the click; a user chooses again, and so does `chooseFromMenu`. */
  readonly #expected: RegExp[] = [/^This row has just changed/];

  private constructor() {}

  /** Watches a page from now on, across reloads. */
  static async watch(page: Page): Promise<ErrorNotices> {
    const notices = new ErrorNotices();
    await page.exposeFunction('journeySawError', (words: string) => void notices.#seen.push(words));
    await page.addInitScript(watcher);
    await page.evaluate(watcher);
    return notices;
  }

  /** Says that an error like this is part of the journey. */
  expect(words: RegExp): void {
    this.#expected.push(words);
  }

  get unexpected(): readonly string[] {
    return this.#seen.filter((words) => !this.#expected.some((expected) => expected.test(words)));
  }
}
