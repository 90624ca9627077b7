import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: the palette, quick picks, input boxes and the simple file dialog. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('.quick-input-box input, .quick-input-filter input').first();
  }

  /** Waits until the step with this title (or part of it) is shown. */
  async step(title: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-title').filter({ hasText: title }).waitFor();
  }

  /** The rows now drawn, by what is written on them. */
  row(label: string | RegExp): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row').filter({ hasText: label });
  }

  /** Picks the first row that says this. Rows come late and the list is drawn anew: it is waited for, then clicked. */
  async choose(label: string | RegExp): Promise<void> {
    await this.row(label).first().click();
  }

  /** Replaces what is in the input. */
  async fill(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Enter: takes the value, or the focused row. */
  async accept(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** Fills the input and takes it. */
  async answer(text: string): Promise<void> {
    await this.fill(text);
    await this.accept();
  }

  /** The title bar's arrow, as in VS Code's own multi-step inputs. */
  async back(): Promise<void> {
    await this.widget.locator('.quick-input-left-action-bar .action-label').first().click();
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  /** What is written below the input: the prompt, or why a value is refused. */
  message(): Locator {
    return this.widget.locator('.quick-input-message');
  }

  /** Waits until nothing is asked any more. */
  async closed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }
}
