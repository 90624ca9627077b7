import * as vscode from 'vscode';
import { Cancelled } from '../../model/failure';
import { Back, type Choice, type Entry, type Pick, type Place } from './questions';

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
    const input = vscode.window.createQuickPick<Choice<T>>();
    input.placeholder = placeholder;
    input.matchOnDescription = true;
    return this.#show(input, (accept, fail) => {
      const fill = (found: readonly Choice<T>[]) => {
        input.items = found;
        const active = found.find((item) => isActive?.(item.value));
        if (active) input.activeItems = [active];
        input.busy = false;
      };
      input.busy = true;
      if (items instanceof Promise) items.then(fill).catch(fail);
      else fill(items);
      return input.onDidAccept(() => {
        const [chosen] = input.selectedItems;
        if (chosen) accept(chosen.value);
      });
    });
  }

  /** Lets the user type a line. */
  line({ prompt, value, placeholder, masked = false, validate }: Entry): Promise<string> {
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
