import { Uri, window, workspace } from 'vscode';
import { Cancelled } from '../../model/failure';
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
    filters: { [t('Topology file')]: ['redis-topology.json'] },
  });
  if (!uri) throw new Cancelled();
  await workspace.fs.writeFile(uri, new TextEncoder().encode(topologyFile(specToRepeat(topology))));
  await window.showTextDocument(uri);
};
