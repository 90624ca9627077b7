import * as vscode from 'vscode';
import type { Check } from '../../model/checks';
import { show, t } from '../localise';
import { markdownText } from './markdown-text';
import { SCHEME, showDocument } from './show-document';
import { verifyDocument } from './verify-document';

/** A report is of its moment: it is kept, not made again. The oldest go when there are more than this. */
const MOST_REPORTS = 20;
const reports = new Map<string, string>();

/** Shows what verifying a topology found, as a read-only document. */
export async function showVerifyReport(topologyName: string, checks: readonly Check[]): Promise<void> {
  const at = Date.now();
  const uri = vscode.Uri.from({
    scheme: SCHEME,
    authority: 'verify',
    path: `/${t('{0} verified', topologyName)}.md`,
    query: String(at),
  });
  reports.set(uri.toString(), markdownText(verifyDocument(topologyName, checks, at), show));
  const [oldest] = reports.keys();
  if (reports.size > MOST_REPORTS && oldest !== undefined) reports.delete(oldest);
  await showDocument(uri);
}

/** The text of a report that was shown; after a reload of the window it is gone. */
export function reportText(uri: vscode.Uri): string {
  return reports.get(uri.toString()) ?? `${t('This report is no longer kept. Run Verify again.')}\n`;
}
