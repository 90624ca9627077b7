import { Uri, workspace } from 'vscode';
import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { readTopologyFile } from '../../model/topology-file/topology-file';
import { bringUp } from '../../operations/bring-up';
import { stopNodes } from '../../operations/node-lifecycle';
import { removeTopology } from '../../operations/remove';
import { waitReady } from '../../operations/wait-ready';
import type { Work } from '../../operations/work';
import { ofName } from '../../topology/of-name';
import type { Stations } from '../../topology/stations';
import { generatePassword } from '../wizard/password';
import { holderOf } from './holder';
import type { TaskDefinition } from './task-definition';

const READY_MS = 60_000;

/**
 * Does what a task says with the topology of its file.
 * @param folder what the file's path is relative to
 * @throws Failure when the file is none, when there is nothing to wait for, or from the operation
 */
export async function performTask(
  stations: Stations,
  { action, file, keepData }: TaskDefinition,
  folder: Uri | undefined,
  work: Work,
): Promise<void> {
  const uri = folder && !file.startsWith('/') ? Uri.joinPath(folder, file) : Uri.file(file);
  const spec = readTopologyFile((await workspace.openTextDocument(uri)).getText(), uri.path);
  const lab = await holderOf(stations, spec.name);
  await lab.connect();
  await lab.relist();
  const there = ofName(lab, spec.name);
  if (action === 'up') {
    await bringUp(lab, spec, spec.auth === 'password' ? { password: generatePassword() } : {}, work);
  } else if (action === 'down') {
    if (!there) return;
    if (keepData)
      await stopNodes(
        lab,
        there.nodes.map((n) => n.id),
        work,
      );
    else await removeTopology(lab, there.id, work);
  } else {
    if (!there) throw new Failure(text('There is no topology {0} yet', spec.name));
    await waitReady(lab, there.id, READY_MS, work);
  }
}
