import type { MoveForm } from '../../src/protocol/to-page';
import { measureAgain } from './measure';

/** What a user has filled in so far, as it was typed. What is undefined is chosen for them (choices.ts). */
export interface Draft {
  readonly form: MoveForm;
  /** Tells one opening of a form from the next. */
  readonly serial: number;
  /** Masters that give nothing. */
  readonly spared: Set<string>;
  readonly weights: Map<string, string>;
  source: string | undefined;
  target: string | undefined;
  by: 'count' | 'ranges';
  count: string | undefined;
  ranges: string;
  threshold: string | undefined;
  includeEmpty: boolean;
  key: string;
  /** Undefined: whatever is found best. */
  method: 'keyByKey' | undefined;
  starting: boolean;
  /** Why the extension would not begin. */
  refused: string | undefined;
}

let draft: Draft | undefined;
let serial = 0;
let opener: Element | null = null;

/** The form that is open. */
export const openDraft = (): Draft | undefined => draft;

/** Opens a form. `node`: the master that it was opened on; `key`: whose slot is to move. */
export function openForm(form: MoveForm, node?: string, key = ''): void {
  opener = document.activeElement;
  measureAgain();
  draft = {
    form,
    serial: ++serial,
    spared: new Set(),
    weights: new Map(),
    source: node,
    target: form === 'drain' ? undefined : node,
    by: 'count',
    count: undefined,
    ranges: '',
    threshold: undefined,
    // Whoever balances wants new masters to get slots; whoever empties one may have emptied others before.
    includeEmpty: form === 'rebalance',
    key,
    method: undefined,
    starting: false,
    refused: undefined,
  };
}

/** Closes the form and goes back to where it was opened from. */
export function closeForm(redraw: () => void): void {
  draft = undefined;
  redraw();
  if (opener?.isConnected && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
}
