import type { Finding } from '../../src/model/findings/finding';
import { repairText } from '../../src/model/findings/remedy';
import { actionLabel } from '../action-labels';
import { type Described, el } from '../elements';
import { say } from '../l10n';
import type { Scene } from '../scene';
import { button } from '../widgets/buttons';

/** What is to be done, with a button where it can be done from here: it shows first what will be sent to whom. */
export function remedyLine({ act, errand }: Scene, { id, remedy }: Finding): Described {
  const words = remedy.kind === 'advice' ? remedy.text : repairText(remedy.repair);
  return el(
    'div',
    { key: 'remedy', class: 'remedy' },
    el('p', {}, el('span', { 'aria-hidden': 'true' }, '→ '), say(words)),
    remedy.kind === 'action' &&
      button(actionLabel('fix'), () => act.call({ name: 'topology', action: 'fix', finding: id }), {
        key: 'fix',
        disabled: errand()?.kind === 'running',
      }),
  );
}
