import { type MessageItem, window } from 'vscode';
import type { Conflict, Verdict } from '../../operations/repair/conflict';
import { t } from '../localise';

/** Shows both values of a key that two nodes hold, and lets the user say which stays. Leaving it leaves both. */
export async function decideConflict({ key, slot, owner, other }: Conflict): Promise<Verdict> {
  const ways: (MessageItem & { readonly verdict: Verdict })[] = [owner, other].map(({ node }, i) => ({
    title: t('Keep the One on {0}', node),
    verdict: i === 0 ? 'owner' : 'other',
  }));
  const detail = [
    t('{0}, which owns slot {1}: {2}', owner.node, slot, owner.value),
    t('{0}: {1}', other.node, other.value),
    '',
    t('The other value is deleted. If you leave, both stay as they are.'),
  ].join('\n');
  const question = t('Two nodes have different values for key {0}. Which one stays?', key);
  const picked = await window.showWarningMessage(question, { modal: true, detail }, ...ways);
  return picked?.verdict ?? 'leave';
}
