import { Uri, window, workspace } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { text } from '../../model/text';
import { specToRepeat } from '../../model/topology-file/spec-to-repeat';
import { FILE_ENDING, topologyFile } from '../../model/topology-file/topology-file';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Saves a topology, as it is now, as a file that makes the same again. */
export const saveAsFile: Command = async ({ lab }, args) => {
  const chosen = await chooseTopology(
    lab,
    args,
    text('Which topology is to be saved as a file?'),
    'verifiable',
  );
  const topology = (await lab.askAll(chosen.id)) ?? chosen;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${topology.name}${FILE_ENDING}`;
  const uri = await window.showSaveDialog({
    defaultUri: folder ? Uri.joinPath(folder, name) : Uri.file(name),
    // An ending with a dot in it is none to the editor's dialog: it would be put after the name once more.
    filters: { [t('Topology file')]: ['json'] },
  });
  if (!uri) throw new Cancelled();
  if (!uri.path.endsWith(FILE_ENDING))
    throw new Failure(text('{0} does not end in {1}', uri.fsPath, FILE_ENDING), {
      next: text('By its ending the editor knows what it is.'),
      remedies: ['retry'],
    });
  await workspace.fs.writeFile(uri, new TextEncoder().encode(topologyFile(specToRepeat(topology))));
  await window.showTextDocument(uri);
};
