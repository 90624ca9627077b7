import { actionLabel } from '../action-labels';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import type { Errand } from '../work';

/**
 * A button. While another errand of the same thing is at work it is disabled by ARIA only: a truly disabled
 * element would lose the keyboard focus.
 */
export function button(
  label: string,
  click: () => void,
  options: { key?: string; primary?: boolean; disabled?: boolean } = {},
): Described {
  const { key, primary = false, disabled = false } = options;
  return el(
    'vscode-button',
    {
      key: key ?? label,
      appearance: primary ? 'primary' : 'secondary',
      'aria-disabled': disabled ? 'true' : undefined,
      on: { click: () => !disabled && click() },
    },
    label,
  );
}

/** What is at work or has failed, in a place that is read out politely. */
export function errandNote(errand: Errand | undefined): Described {
  return el(
    'div',
    { class: 'errand', role: 'status', key: 'errand' },
    errand?.kind === 'running' && el('vscode-progress-ring', { key: 'ring', 'aria-hidden': 'true' }),
    errand?.kind === 'running' && el('span', { key: 'doing' }, t('{0} is under way', plain(errand.action))),
    errand?.kind === 'failed' &&
      el(
        'p',
        { class: 'failed', key: 'failed' },
        el('span', { class: 'mark error', 'aria-hidden': 'true' }, '✖'),
        t('{0} failed: {1}', plain(errand.action), errand.message),
      ),
  );
}

const plain = (action: Errand['action']) => actionLabel(action).replace('…', '');
