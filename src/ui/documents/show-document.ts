import * as vscode from 'vscode';

/** The scheme of our read-only documents. */
export const SCHEME = 'redis-topology';

/** Opens one of our documents as any other file is opened. */
export async function showDocument(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
}
