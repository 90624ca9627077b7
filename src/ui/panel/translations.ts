import { l10n } from 'vscode';

/** The bundle of the editor's language, for pages; empty in English. */
export function translations(): Readonly<Record<string, string>> {
  return l10n.bundle ?? {};
}
