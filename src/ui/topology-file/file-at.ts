import { Uri, window, workspace } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { Spec } from '../../model/spec';
import { text } from '../../model/text';
import { FILE_ENDING, readTopologyFile } from '../../model/topology-file/topology-file';
import { t } from '../localise';

/** A topology file: where it is, and what it asks for. */
export interface TopologyFile {
  readonly uri: Uri;
  readonly spec: Spec;
}

/**
 * The topology file a command was chosen on, else the one in front, else one of the workspace's, which the user picks.
 * @throws Failure when there is none, or it asks for nothing that could be made; Cancelled
 */
export async function fileAt(args: readonly unknown[]): Promise<TopologyFile> {
  const uri = given(args[0]) ?? inFront() ?? (await pick());
  try {
    const document = await workspace.openTextDocument(uri);
    return { uri, spec: readTopologyFile(document.getText(), uri.path) };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(text('{0} could not be read', uri.fsPath), { why: reasonOf(error), cause: error });
  }
}

function given(arg: unknown): Uri | undefined {
  if (arg instanceof Uri) return arg;
  return typeof arg === 'string' && arg.startsWith('file:') ? Uri.parse(arg) : undefined;
}

function inFront(): Uri | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri?.path.endsWith(FILE_ENDING) ? uri : undefined;
}

async function pick(): Promise<Uri> {
  const files = await workspace.findFiles(`**/*${FILE_ENDING}`, '**/node_modules/**', 100);
  const [only, ...more] = files;
  if (!only) {
    throw new Failure(text('There is no topology file in this workspace'), {
      next: text('Save a topology as a file, or make one whose name ends in {0}.', FILE_ENDING),
    });
  }
  if (more.length === 0) return only;
  const items = files.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  const picked = await window.showQuickPick(items, { placeHolder: t('Which topology file?') });
  if (!picked) throw new Cancelled();
  return picked.uri;
}
