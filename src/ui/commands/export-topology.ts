import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commands, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { composeFiles } from '../../model/export/compose';
import type { ExportedFile } from '../../model/export/exported-file';
import { shellScript } from '../../model/export/shell-script';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { blueprintNow } from '../../operations/export-topology';
import { newAuthority } from '../../operations/tls/authority';
import { show, t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInView } from './progress';

type Form = 'compose' | 'script';

/** Writes a topology as files that make the same once more without this extension. */
export const exportTopology: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be exported?'), 'verifiable');
  const form = await chooseForm();
  const blueprint = await workInView(log, (work) => blueprintNow(lab, topology.id, work.signal));
  if (form === 'script') {
    const content = shellScript(blueprint, show);
    await window.showTextDocument(await workspace.openTextDocument({ content, language: 'shellscript' }));
    return;
  }
  const withSecrets = blueprint.password && (await wantsSecrets());
  const secrets = withSecrets ? await lab.credentials.secretsOf(topology.id) : undefined;
  const folder = await chooseFolder(topology.name);
  const issuer = blueprint.tls
    ? newAuthority({ id: randomUUID(), name: topology.name }, Date.now())
    : undefined;
  const files = composeFiles(blueprint, secrets, () => randomBytes(20).toString('hex'), issuer);
  await write(folder, files);
  void tell(folder, blueprint.password && !withSecrets);
};

async function chooseForm(): Promise<Form> {
  const items: (QuickPickItem & { form: Form })[] = [
    {
      label: t('Compose file'),
      detail: t('A folder with compose.yaml and the configuration of every node, for docker compose up.'),
      form: 'compose',
    },
    {
      label: t('Shell script'),
      detail: t('The docker and redis-cli commands, step by step, with comments that say why.'),
      form: 'script',
    },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Export as what?') });
  if (!picked) throw new Cancelled();
  return picked.form;
}

async function wantsSecrets(): Promise<boolean> {
  const items = [
    {
      label: t('Without the password'),
      detail: t('You put one into the files in secrets/ yourself.'),
      with: false,
    },
    {
      label: t('With the password'),
      detail: t('It will stand in files in secrets/ that only you may read.'),
      with: true,
    },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Include the password?') });
  if (!picked) throw new Cancelled();
  return picked.with;
}

async function chooseFolder(name: string): Promise<string> {
  const start = workspace.workspaceFolders?.[0]?.uri;
  const [parent] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: t('Export Here'),
      title: t('In which folder is {0} to be made?', name),
      ...(start ? { defaultUri: start } : {}),
    })) ?? [];
  if (!parent) throw new Cancelled();
  return join(parent.fsPath, name);
}

async function write(folder: string, files: readonly ExportedFile[]): Promise<void> {
  let made = false;
  try {
    // Fails where it exists: what is in it is not ours to overwrite.
    await mkdir(folder);
    made = true;
    for (const { path, content, mode } of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content, { mode });
      // The mode above is what the process's mask leaves of it.
      await chmod(file, mode);
    }
  } catch (error) {
    if (made) await rm(folder, { recursive: true, force: true });
    throw new Failure(text('{0} could not be written', folder), {
      why: reasonOf(error),
      remedies: ['retry'],
    });
  }
}

async function tell(folder: string, passwordMissing: boolean): Promise<void> {
  const open = t('Open compose.yaml');
  const note = passwordMissing
    ? t('Exported to {0}. Put a password into the files in secrets/ before docker compose up.', folder)
    : t('Exported to {0}.', folder);
  if ((await window.showInformationMessage(note, open)) !== open) return;
  await commands.executeCommand('vscode.open', Uri.file(join(folder, 'compose.yaml')));
}
