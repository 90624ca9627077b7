import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { t } from '../localise';
import { settings } from '../settings';
import { askForAddress, type EngineChoice, engineChoices } from './engine-choices';
import type { Command } from './parts';

/** Chooses the Docker engine: one of the docker CLI's contexts, or an address. Changing the setting reconnects. */
export const chooseContext: Command = async () => {
  const now = settings.dockerContext();
  const mark = (value: string) => (value === now ? t('in use') : '');
  const choices: EngineChoice[] = [
    {
      label: t('Follow the docker command'),
      description: mark(''),
      detail: t('DOCKER_HOST, DOCKER_CONTEXT or the context that “docker context use” chose'),
      value: '',
    },
    ...(await engineChoices(mark)),
  ];
  const title = t('Use Docker Context');
  const chosen = await window.showQuickPick(choices, {
    title,
    placeHolder: t('Which Docker engine should topologies live on?'),
    matchOnDetail: true,
  });
  if (!chosen) throw new Cancelled();
  await settings.setDockerContext(chosen.value ?? (await askForAddress(title, now)));
};
