import { countSlots } from '../../src/model/structure';
import { type Child, type Described, el } from '../elements';
import { number, t } from '../l10n';
import type { Masters } from './choices';

/** A label with its control beneath or beside it. */
export const field = (id: string, label: string, control: Described, ...more: Child[]): Described =>
  el('div', { class: 'field', key: id }, el('label', { for: id }, label), control, ...more);

/** Several controls under one name. */
export const group = (key: string, label: string, ...controls: Child[]): Described =>
  el('fieldset', { class: 'field', key }, el('legend', {}, label), ...controls);

export interface Typed {
  readonly id: string;
  /** What stands there at first: afterwards the input itself knows. */
  readonly value: string;
  readonly placeholder?: string;
  readonly wide?: boolean;
  readonly label?: string;
  readonly input: (value: string) => void;
}

export const textInput = ({ id, value, placeholder, wide, label, input }: Typed): Described =>
  el('input', {
    id,
    key: id,
    class: wide ? 'wide' : 'short',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    value,
    placeholder,
    'aria-label': label,
    on: { input: (event: InputEvent) => input((event.target as HTMLInputElement).value) },
  });

/** Which master. */
export const masterSelect = (
  id: string,
  masters: Masters,
  chosen: string | undefined,
  change: (id: string) => void,
): Described =>
  el(
    'select',
    { id, key: id, on: { change: (event: Event) => change((event.target as HTMLSelectElement).value) } },
    ...masters.map((m) =>
      el(
        'option',
        { key: m.id, value: m.id, selected: m.id === chosen },
        t('{0} ({1} slots)', m.name, number(countSlots(m.slots))),
      ),
    ),
  );

export const checkbox = (
  id: string,
  label: string,
  checked: boolean,
  change: (checked: boolean) => void,
): Described => choice({ id, type: 'checkbox', label, checked, change });

interface Choice {
  readonly id: string;
  readonly type: 'checkbox' | 'radio';
  readonly name?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
}

/** A box or a radio button with its words, which can be clicked too. */
export const choice = ({ id, type, name, label, checked, change }: Choice): Described =>
  el(
    'span',
    { class: 'choice', key: id },
    el('input', {
      id,
      type,
      name,
      checked,
      on: { change: (event: Event) => change((event.target as HTMLInputElement).checked) },
    }),
    el('label', { for: id }, label),
  );
