import * as vscode from 'vscode';
import { Cancelled } from '../../model/failure';

/** The user pressed the back button. */
export class Back extends Error {
  override readonly name = 'Back';
}

/** Where in a sequence a question stands. */
export interface Place {
  readonly canGoBack: boolean;
  readonly number: { readonly step: number; readonly total: number } | undefined;
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A line between groups of choices. */
export interface Divider extends vscode.QuickPickItem {
  readonly kind: vscode.QuickPickItemKind.Separator;
}

export interface Pick<T> {
  readonly placeholder: string;
  /** While they are still being found out, the input says that it is busy. */
  readonly items: Promise<readonly (Choice<T> | Divider)[]> | readonly (Choice<T> | Divider)[];
  /** Which item Enter takes. */
  readonly isActive?: (value: T) => boolean;
}

export interface Entry {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly masked?: boolean;
  /** A message of severity Error keeps the value from being accepted; others only inform. */
  readonly validate: (
    value: string,
  ) => Promise<vscode.InputBoxValidationMessage | undefined> | vscode.InputBoxValidationMessage | undefined;
}

/** Long enough that typing a word asks the engine once. */
const TYPING_PAUSE_MS = 150;

/**
 * Asks one question of a sequence, as VS Code's own multi-step inputs do: step n/m in the title, a back button
 * ({@link Back}), Escape ({@link Cancelled}). It stays open when the focus leaves, so that nothing typed is lost.
 */
export class Prompt {
  constructor(
    readonly title: string,
    readonly place: Place,
  ) {}

  /** Lets the user choose one of some items. */
  pick<T>({ placeholder, items, isActive }: Pick<T>): Promise<T> {
    const input = vscode.window.createQuickPick<Choice<T> | Divider>();
    input.placeholder = placeholder;
    input.matchOnDescription = true;
    return this.#show(input, (accept, fail) => {
      const fill = (found: readonly (Choice<T> | Divider)[]) => {
        input.items = found;
        const active = found.find((i): i is Choice<T> => 'value' in i && (isActive?.(i.value) ?? false));
        if (active) input.activeItems = [active];
        input.busy = false;
      };
      input.busy = true;
      if (items instanceof Promise) items.then(fill).catch(fail);
      else fill(items);
      return input.onDidAccept(() => {
        const [chosen] = input.selectedItems;
        if (chosen && 'value' in chosen) accept(chosen.value);
      });
    });
  }

  /** Lets the user type a line. */
  text({ prompt, value, placeholder, masked = false, validate }: Entry): Promise<string> {
    const input = vscode.window.createInputBox();
    input.prompt = prompt;
    input.value = value;
    input.placeholder = placeholder;
    input.password = masked;
    return this.#show(input, (accept, fail) => {
      let timer: NodeJS.Timeout | undefined;
      let latest = 0;
      const check = async () => {
        const mine = ++latest;
        input.busy = true;
        const checked = input.value;
        const problem = await validate(checked);
        // Only the newest check speaks: an older one answers a value that is no longer there.
        if (mine !== latest) return { checked, stale: true, problem };
        input.busy = false;
        input.validationMessage = problem;
        return { checked, stale: false, problem };
      };
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => check().catch(fail), TYPING_PAUSE_MS);
      };
      const enter = async () => {
        clearTimeout(timer);
        const { checked, stale, problem } = await check();
        const forbidden = problem?.severity === vscode.InputBoxValidationSeverity.Error;
        if (!stale && !forbidden) accept(checked);
      };
      // An empty input is no mistake before anything has been typed.
      if (value !== '') check().catch(fail);
      return vscode.Disposable.from(
        input.onDidChangeValue(later),
        input.onDidAccept(() => enter().catch(fail)),
        new vscode.Disposable(() => clearTimeout(timer)),
      );
    });
  }

  #show<T>(
    input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
    wire: (accept: (value: T) => void, fail: (error: unknown) => void) => vscode.Disposable,
  ): Promise<T> {
    input.title = this.title;
    input.step = this.place.number?.step;
    input.totalSteps = this.place.number?.total;
    input.ignoreFocusOut = true;
    input.buttons = this.place.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    const parts: vscode.Disposable[] = [input];
    return new Promise<T>((accept, fail) => {
      parts.push(
        wire(accept, fail),
        input.onDidTriggerButton(() => fail(new Back())),
        input.onDidHide(() => fail(new Cancelled())),
      );
      input.show();
    }).finally(() => vscode.Disposable.from(...parts.reverse()).dispose());
  }
}
