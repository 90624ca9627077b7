import { l10n } from 'vscode';
import { render, type Text, type TextArg, text } from '../model/text';

/** A text in the language of the editor. */
export function show(what: Text): string {
  return render(what, (template) => l10n.t(template));
}

/** An English template in the language of the editor, with its arguments put in. */
export function t(template: string, ...args: TextArg[]): string {
  return show(text(template, ...args));
}
