/**
 * Text that a user will read, kept apart from its language: the English template is the key into the
 * translation bundles, arguments are put in when it is shown. Model, operations and errors carry `Text`;
 * only views turn it into a string.
 */
export interface Text {
  readonly key: string;
  readonly args: readonly TextArg[];
}

export type TextArg = string | number | Text;

/** Looks up the translation of an English template; returns the template itself where there is none. */
export type Translate = (template: string) => string;

/** Makes a text from an English template with `{0}`, `{1}` … for its arguments. */
export function text(template: string, ...args: TextArg[]): Text {
  return { key: template, args };
}

/** The text as a string, in English unless a translation is given. Unknown placeholders stay as they are. */
export function render(t: Text, translate: Translate = (template) => template): string {
  return translate(t.key).replace(/\{(\d+)\}/g, (hole, n: string) => {
    const arg = t.args[Number(n)];
    if (arg === undefined) return hole;
    return typeof arg === 'object' ? render(arg, translate) : String(arg);
  });
}

/** Several texts as one, with a separator between them; `undefined` where there are none. */
export function joinTexts(texts: readonly Text[], separator: string): Text | undefined {
  if (texts.length === 0) return undefined;
  return { key: texts.map((_, i) => `{${i}}`).join(separator), args: texts };
}
