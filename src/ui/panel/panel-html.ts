import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../../../webview-ui/shell';
import type { ToPage } from '../../protocol/to-page';

/** The folders a page may load from: its script and style, and icons. */
export function pageRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')];
}

/** The HTML for a panel's webview, with a nonce of its own. @param first what it shows at once */
export function panelHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  title: string,
  first: readonly ToPage[] = [],
): string {
  const uriOf = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', file)).toString();
  return pageHtml({
    scriptUri: uriOf('page.js'),
    styleUri: uriOf('page.css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    lang: vscode.env.language,
    title,
    first,
  });
}
