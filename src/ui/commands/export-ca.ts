import { chmod, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { wantsCertificates } from '../../model/speaks-tls';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/**
 * Writes the certificate of a topology's authority to where the user wants it: what its clients trust. Its private key
 * stays where it is.
 */
export const exportCa: Command = async ({ lab }, args) => {
  const which = text('Whose CA certificate is to be exported?');
  const topology = await chooseTopology(lab, args, which, 'certified');
  const certificate = await lab.credentials.authorityOf(topology.id);
  if (certificate === undefined) throw new Failure(text('{0} has no TLS', topology.name));
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${topology.name}-ca.crt`;
  const target = await window.showSaveDialog({
    title: t('Export CA Certificate'),
    filters: { [t('Certificates')]: ['crt', 'pem'] },
    defaultUri: folder ? Uri.joinPath(folder, name) : Uri.file(name),
  });
  if (!target) throw new Cancelled();
  await write(target.fsPath, certificate);
  void tell(target, wantsCertificates(topology));
};

async function write(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { mode: 0o600 });
    // One that was there already keeps its mode.
    await chmod(file, 0o600);
  } catch (error) {
    throw new Failure(text('{0} could not be written', file), { why: reasonOf(error), remedies: ['retry'] });
  }
}

/** @param certificates whether servers want certificates of their clients */
async function tell(file: Uri, certificates: boolean): Promise<void> {
  const open = t('Open');
  const note = certificates
    ? t('Exported to {0}. Clients also need a certificate of their own.', basename(file.fsPath))
    : t('Exported to {0}. Clients that trust it need nothing else.', basename(file.fsPath));
  if ((await window.showInformationMessage(note, open)) === open)
    await commands.executeCommand('vscode.open', file);
}
