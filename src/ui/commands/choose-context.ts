import { homedir } from 'node:os';
import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { listContexts } from '../../docker/contexts';
import { Cancelled } from '../../model/failure';
import { t } from '../localise';
import { settings } from '../settings';
import type { Command } from './parts';

interface Choice extends QuickPickItem {
  /** The setting's value; undefined: asked for. */
  readonly value?: string | undefined;
}

/** Chooses the Docker engine: one of the docker CLI's contexts, or an address. Changing the setting reconnects. */
export const chooseContext: Command = async () => {
  const now = settings.dockerContext();
  const contexts = await listContexts(process.env, homedir());
  const mark = (value: string) => (value === now ? t('in use') : '');
  const choices: Choice[] = [
    {
      label: t('Follow the docker command'),
      description: mark(''),
      detail: t('DOCKER_HOST, DOCKER_CONTEXT or the context that “docker context use” chose'),
      value: '',
    },
    { label: t('Contexts'), kind: QuickPickItemKind.Separator },
    ...contexts.map(({ name, host }) => ({
      label: name,
      description: mark(name),
      detail: host,
      value: name,
    })),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: t('Enter an address…'), detail: 'unix:///…, tcp://…, ssh://…', value: undefined },
  ];
  const chosen = await window.showQuickPick(choices, {
    title: t('Use Docker Context'),
    placeHolder: t('Which Docker engine should topologies live on?'),
    matchOnDetail: true,
  });
  if (!chosen) throw new Cancelled();
  await settings.setDockerContext(chosen.value ?? (await askForAddress(now)));
};

async function askForAddress(now: string): Promise<string> {
  const address = await window.showInputBox({
    title: t('Use Docker Context'),
    prompt: t('Address of the Docker engine'),
    value: now.includes('://') ? now : 'unix:///var/run/docker.sock',
    validateInput: (value) =>
      /^(unix|npipe|tcp|http|https|ssh):\/\/.+/.test(value.trim())
        ? undefined
        : t('Begin with unix://, npipe://, tcp://, http://, https:// or ssh://.'),
  });
  if (address === undefined) throw new Cancelled();
  return address.trim();
}
