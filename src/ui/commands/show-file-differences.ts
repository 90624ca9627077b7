import { commands, Uri, window } from 'vscode';
import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { specToRepeat } from '../../model/topology-file/spec-to-repeat';
import { topologyFile } from '../../model/topology-file/topology-file';
import { ofName } from '../../topology/of-name';
import { t } from '../localise';
import { fileAt } from '../topology-file/file-at';
import { holderOf } from '../topology-file/holder';
import { SPEC_SCHEME } from '../topology-file/spec-documents';
import type { Command } from './parts';

/** Shows what a topology file asks for beside what its topology is now, both with everything that is unusual. */
export const showFileDifferences: Command = async ({ stations }, args) => {
  const { spec } = await fileAt(args);
  const lab = await holderOf(stations, spec.name);
  await lab.connect();
  const found = ofName(lab, spec.name);
  if (!found) throw new Failure(text('There is no topology {0} yet', spec.name));
  const topology = (await lab.askAll(found.id)) ?? found;
  const [asked, now] = [topologyFile(spec), topologyFile(specToRepeat(topology))];
  if (asked === now) {
    window.showInformationMessage(t('{0} is as its file says.', spec.name));
    return;
  }
  const document = (path: string, content: string) =>
    Uri.from({ scheme: SPEC_SCHEME, path: `/${path}.json`, query: content });
  await commands.executeCommand(
    'vscode.diff',
    document(t('as it is'), now),
    document(t('as the file says'), asked),
    t('{0}: as it is ↔ as its file says', spec.name),
  );
};
