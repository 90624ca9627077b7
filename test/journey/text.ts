import type { Workbench } from '../lab/editor/workbench';

/** What lies on the clipboard. */
export function clipboard({ page }: Workbench): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The whole text of the active document, also what is scrolled away: taken as a user takes it. */
export async function wholeDocument(workbench: Workbench): Promise<string> {
  const { page } = workbench;
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  // The marks of the selection would cover what a picture is to show.
  await page.keyboard.press('Control+Home');
  return (await clipboard(workbench)).replaceAll('\r', '');
}

/** Waits until the output channel that is shown says something. */
export async function seeOutput({ page }: Workbench, says: string | RegExp): Promise<void> {
  await page.locator('.part.panel .view-line').filter({ hasText: says }).first().waitFor();
}

/** Waits until the terminal that is shown says something. It needs the setting {@link readableTerminal}. */
export async function seeTerminal({ page }: Workbench, says: string | RegExp): Promise<void> {
  await page
    .locator('.terminal-wrapper.active .xterm-rows > div')
    .filter({ hasText: says })
    .first()
    .waitFor();
}

/** The terminal's text is drawn by the page's own elements, so that it can be read. */
export const readableTerminal = { 'terminal.integrated.gpuAcceleration': 'off' } as const;
