import { readFileSync } from 'node:fs';

/** One theme of each kind: "Dark Modern", "Light Modern" and the two high contrast ones. */
export const THEMES = ['dark', 'light', 'hc-black', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

/** What the editor does to a page: variables on the root element (without `--vscode-`), classes on the body. */
export interface Dress {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}

/** The dress of a real editor's webview, as test/lab/editor/read-themes.ts wrote it down. */
export function applyTheme(theme: Theme): Dress {
  return JSON.parse(readFileSync(new URL(`themes/${theme}.json`, import.meta.url), 'utf8')) as Dress;
}
