import type { Text } from '../../model/text';

/** A document as data: what is known, before it is put into words of a language and into columns. */
export interface Document {
  /** A name, the same in every language. */
  readonly heading: string;
  readonly lead: readonly Text[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: Text;
  readonly parts: readonly Part[];
}

export type Part =
  /** Names and values in two columns. */
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'table'; readonly head: readonly Text[]; readonly rows: readonly (readonly Cell[])[] }
  /** Words of a server or of a file, line by line. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'note'; readonly note: Text };

export interface Row {
  readonly name: Text;
  readonly value: Cell;
}

export type Cell = string | Text;

/** The rows that have a value. */
export function rows(...given: readonly (readonly [name: Text, value: Cell | undefined])[]): Part {
  return {
    kind: 'rows',
    rows: given.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }])),
  };
}

export function note(what: Text): Part {
  return { kind: 'note', note: what };
}
