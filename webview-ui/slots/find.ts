import { keySlot } from '../../src/model/key-slot';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import { openForm } from '../moving/draft';
import type { Stretch } from './owners';
import { speak } from './spoken';
import { show, view } from './view';
import { slotWords } from './words';

/** Finds the slot of a key, as the servers do: of a key with a {tag}, the tag alone counts. Enter goes there; a form moves it. */
export function findKey(stretches: readonly Stretch[], redraw: () => void): Described {
  const slot = view.key === '' ? undefined : keySlot(view.key);
  const move = () => {
    openForm('moveSlot', undefined, view.key);
    redraw();
  };
  return el(
    'form',
    {
      class: 'find',
      key: 'find',
      on: {
        submit: (event: SubmitEvent) => {
          event.preventDefault();
          if (slot === undefined) return;
          show(slot);
          redraw();
        },
      },
    },
    el('label', { for: 'find-key' }, t('Find slot of key')),
    el('input', {
      id: 'find-key',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: '{user:42}.cart',
      on: {
        input: (event: InputEvent) => {
          view.key = (event.target as HTMLInputElement).value;
          const words = view.key === '' ? '' : slotWords(stretches, keySlot(view.key));
          if (words) speak(words, redraw);
          redraw();
        },
      },
    }),
    slot !== undefined && el('span', { class: 'found', key: 'found' }, `→ ${slotWords(stretches, slot)}`),
    slot !== undefined && el('button', { class: 'tool', type: 'submit', key: 'go' }, t('Show')),
    slot !== undefined &&
      el('button', { class: 'tool', type: 'button', key: 'move', on: { click: move } }, t('Move…')),
  );
}
