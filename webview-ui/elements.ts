/** What an element shall be: plain data, made anew on every render and compared by patch.ts with what is there. */
export interface Described {
  readonly tag: string;
  readonly svg: boolean;
  /** Tells siblings apart over time; without one, they are told apart by their place. */
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** Set through the CSSOM, never as an attribute: the page's CSP forbids inline style. */
  readonly css: Readonly<Record<string, string>>;
  readonly on: Readonly<Record<string, Listener>>;
  /** Called with the element after it was made or patched, for what only code can do (a canvas, a measure). */
  readonly after: ((element: Element) => void) | undefined;
  readonly children: readonly Child[];
}

export type Child = Described | string | undefined | false;
export type Attribute = string | number | boolean | undefined;
type Listener = (event: never) => void;

interface Special {
  readonly key?: string;
  readonly css?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, Listener>>;
  readonly after?: (element: Element) => void;
}
type Options = Special & { readonly [attribute: string]: Attribute | Special[keyof Special] };

function describe(svg: boolean, tag: string, options: Options, children: readonly Child[]): Described {
  const attributes: Record<string, Attribute> = {};
  for (const name in options) {
    if (SPECIAL.has(name)) continue;
    if (!allowed.has(name)) allow(name);
    attributes[name] = options[name] as Attribute;
  }
  const { key, css = NONE, on = NONE, after } = options;
  return { tag, svg, key, attributes, css, on, after, children };
}

const SPECIAL = new Set(['key', 'css', 'on', 'after']);
const NONE = {};
/** Names that were looked at already: there are few, and thousands of elements. */
const allowed = new Set<string>();

function allow(name: string): void {
  if (/^(on|style$|srcdoc$|href$|src$)/i.test(name)) throw new Error(`attribute not allowed: ${name}`);
  allowed.add(name);
}

/** An HTML element. Strings among the children become text nodes: nothing here is ever parsed as HTML. */
export const el = (tag: string, options: Options = {}, ...children: Child[]): Described =>
  describe(false, tag, options, children);

/** An SVG element. */
export const svg = (tag: string, options: Options = {}, ...children: Child[]): Described =>
  describe(true, tag, options, children);

/** Text that only a screen reader meets. */
export const hidden = (words: string): Described => el('span', { class: 'unseen' }, words);
