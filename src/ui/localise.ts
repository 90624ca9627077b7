import { l10n } from 'vscode';
import { render, type Text, type TextArg, type Translate, text } from '../model/text';

/** Into the language of the editor. */
export const translate: Translate = (template) => l10n.t(template);

/** A text in the language of the editor. */
export function show(what: Text): string {
  return render(what, translate);
}

/** An English template in the language of the editor, with its arguments put in. */
export function t(template: string, ...args: TextArg[]): string {
  return show(text(template, ...args));
}
