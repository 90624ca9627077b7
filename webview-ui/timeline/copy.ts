import { type Child, type Described, el } from '../elements';
import { t } from '../l10n';
import { button } from '../widgets/buttons';

/** How the last copying went. `byHand`: the page may not write the clipboard, so the text is there to be taken. */
type Copied = { readonly kind: 'not' | 'done' } | { readonly kind: 'byHand'; readonly text: string };

const SAID_MS = 4000;
let copied: Copied = { kind: 'not' };
let timer: ReturnType<typeof setTimeout> | undefined;

export const copyState = (): Copied => copied;

export function copyButton(textNow: () => string, redraw: () => void): Described {
  const become = (next: Copied) => {
    copied = next;
    redraw();
  };
  const copy = async () => {
    clearTimeout(timer);
    const text = textNow();
    try {
      await navigator.clipboard.writeText(text);
      become({ kind: 'done' });
      timer = setTimeout(() => become({ kind: 'not' }), SAID_MS);
    } catch {
      become({ kind: 'byHand', text });
    }
  };
  return button(t('Copy as Text'), () => void copy(), { key: 'copy' });
}

/** That it was copied; or the text, selected, where it could not be. */
export function copyNote(close: () => void): Child {
  return el(
    'div',
    { class: 'copy-note', role: 'status', key: 'copy-note' },
    copied.kind === 'done' && el('p', { key: 'done' }, t('Copied')),
    copied.kind === 'byHand' && byHand(copied.text, close),
  );
}

const shownFor = new WeakSet<Element>();

function byHand(text: string, close: () => void): Described {
  return el(
    'div',
    { key: 'by hand' },
    el('p', {}, t('The clipboard is out of reach. The text is selected: press Ctrl+C or ⌘C.')),
    el(
      'textarea',
      {
        readonly: true,
        rows: 8,
        'aria-label': t('Timeline as text'),
        after: (area) => {
          if (shownFor.has(area)) return;
          shownFor.add(area);
          // It is not in the document yet.
          requestAnimationFrame(() => (area as HTMLTextAreaElement).select());
        },
      },
      text,
    ),
    button(
      t('Close'),
      () => {
        copied = { kind: 'not' };
        close();
      },
      { key: 'close' },
    ),
  );
}
