import type { Child } from '../elements';
import type { Masters } from './choices';
import type { Draft } from './draft';
import { drainFields } from './drain-fields';
import { keyFields } from './key-fields';
import { rebalanceFields } from './rebalance-fields';
import { reshardFields } from './reshard-fields';

/** The controls of a form. `changed` is called after each change of the draft. */
export function formFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  switch (draft.form) {
    case 'reshard':
      return reshardFields(draft, masters, changed);
    case 'rebalance':
      return rebalanceFields(draft, masters, changed);
    case 'drain':
      return drainFields(draft, masters, changed);
    case 'moveSlot':
      return keyFields(draft, masters, changed);
  }
}
