/** Quick inputs as VS Code's, driven by a script: enough of `vscode` for the wizard and nothing more. */

class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** What a user may do with an input, and what they see of it. */
export class FakeInput {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  ignoreFocusOut = false;
  placeholder: string | undefined;
  prompt: string | undefined;
  password = false;
  busy = false;
  matchOnDescription = false;
  buttons: readonly unknown[] = [];
  value = '';
  validationMessage: { message: string; severity: number } | undefined;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  readonly #accept = new Emitter<void>();
  readonly #hide = new Emitter<void>();
  readonly #button = new Emitter<unknown>();
  readonly #change = new Emitter<string>();
  readonly onDidAccept = this.#accept.event;
  readonly onDidHide = this.#hide.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidChangeValue = this.#change.event;

  constructor(readonly kind: 'pick' | 'text') {}

  show(): void {
    shown.push(this);
  }
  dispose(): void {
    this.#hide.fire();
  }
  enter(): void {
    this.selectedItems = this.activeItems.length > 0 ? this.activeItems : this.items.slice(0, 1);
    this.#accept.fire();
  }
  choose(label: string): void {
    const found = this.items.find((item) => item.label.includes(label));
    if (!found) throw new Error(`no "${label}" among ${this.items.map((i) => i.label).join(' | ')}`);
    this.activeItems = [found];
    this.enter();
  }
  type(value: string): void {
    this.value = value;
    this.#change.fire(value);
  }
  back(): void {
    if (this.buttons.length === 0) throw new Error('there is no back button');
    this.#button.fire(this.buttons[0]);
  }
  escape(): void {
    this.#hide.fire();
  }
}

let shown: FakeInput[] = [];

/** Forgets the inputs that were shown. */
export function beginShowing(): void {
  shown = [];
}

/** The n-th input shown since, from 1, once it is there and not busy. */
export async function input(n: number): Promise<FakeInput> {
  for (let i = 0; i < 200; i++) {
    const found = shown[n - 1];
    if (found && !found.busy) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`input ${n} was not shown; there were ${shown.map((s) => s.prompt ?? s.placeholder)}`);
}

/** How many inputs have been shown since. */
export const inputsShown = (): number => shown.length;

class Disposable {
  constructor(readonly dispose: () => void) {}
  static from(...parts: { dispose(): void }[]): Disposable {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }
}

/** The module `vscode` as the wizard sees it. */
export const fakeVscode = {
  Disposable,
  QuickInputButtons: { Back: { iconPath: 'back' } },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  l10n: {
    t: (template: string, ...args: string[]) => template.replace(/\{(\d+)\}/g, (hole, n) => args[n] ?? hole),
  },
  window: {
    createQuickPick: () => new FakeInput('pick'),
    createInputBox: () => new FakeInput('text'),
  },
  workspace: { getConfiguration: () => ({ get: (_: string, preset: unknown) => preset }) },
};
