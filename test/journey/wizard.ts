import type { Locator } from 'playwright-core';
import type { QuickInput } from '../lab/editor/quick-input';
import type { Workbench } from '../lab/editor/workbench';

/** The steps of Create Topology, in the order in which they come. */
export const STEPS = ['shape', 'name', 'size', 'image', 'create'] as const;
export type StepName = (typeof STEPS)[number];

/** The Create Topology wizard, as a user goes through it. */
export class Wizard {
  readonly box: QuickInput;

  private constructor(workbench: Workbench) {
    this.box = workbench.quickInput;
  }

  /** Opens it from the palette. */
  static async open(workbench: Workbench, command = 'Redis Topology: Create Topology…'): Promise<Wizard> {
    await workbench.runCommand(command);
    return Wizard.here(workbench);
  }

  /** The one that is opening in some other way. */
  static async here(workbench: Workbench): Promise<Wizard> {
    const wizard = new Wizard(workbench);
    await wizard.at('shape');
    return wizard;
  }

  /** Waits until a step is asked and can be answered. */
  async at(step: StepName): Promise<void> {
    await this.box.step(`(${STEPS.indexOf(step) + 1}/${STEPS.length})`);
    if (step !== 'name') await this.focused().waitFor();
  }

  /** The row that Enter takes. */
  focused(): Locator {
    return this.box.widget.locator('.monaco-list-row.focused');
  }

  /** Enter on a step, which leads to the next one. */
  async enter(from: StepName): Promise<void> {
    await this.at(from);
    await this.box.accept();
    const next = STEPS[STEPS.indexOf(from) + 1];
    if (next) await this.at(next);
  }

  /** Names the topology, from the step of the shape on. */
  async nameIt(name: string): Promise<void> {
    await this.at('name');
    await this.box.answer(name);
    await this.at('size');
  }

  /** The name that the wizard proposes. */
  async proposedName(): Promise<string> {
    await this.at('name');
    return this.box.input.inputValue();
  }

  /** What the step says is wrong with what is typed. */
  async refusal(words: string | RegExp): Promise<string> {
    const message = this.box.message().filter({ hasText: words });
    await message.waitFor();
    return (await message.textContent()) ?? '';
  }

  /** Waits until a line is asked for whose prompt says this: what is typed before goes to the question before. */
  async asked(prompt: string): Promise<void> {
    await this.box.message().filter({ hasText: prompt }).waitFor();
  }

  /** Opens "More options…" on the last step. */
  async moreOptions(): Promise<void> {
    await this.at('create');
    await this.box.choose('More options…');
    await this.box.step('Options');
    await this.focused().waitFor();
  }
}
