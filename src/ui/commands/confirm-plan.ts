import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import type { HandoverStep } from '../../model/handover';
import type { Text } from '../../model/text';
import { show } from '../localise';
import { stepLines } from './step-lines';

/**
 * Shows what will be sent to whom, and what it means, before anything is done.
 * @param yes what the button says
 * @throws Cancelled when the user leaves
 */
export async function confirmPlan(
  question: string,
  remarks: readonly Text[],
  steps: readonly HandoverStep[],
  yes: string,
): Promise<void> {
  const detail = [...remarks.map(show), '', ...stepLines(steps)].join('\n');
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes)
    throw new Cancelled();
}
