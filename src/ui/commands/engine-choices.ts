import { homedir } from 'node:os';
import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { listContexts } from '../../docker/contexts';
import { presentSockets, wellKnownSockets } from '../../docker/well-known-sockets';
import { Cancelled } from '../../model/failure';
import { t } from '../localise';

/** An engine that can be chosen: a context's name or an address; undefined: one that is asked for. */
export interface EngineChoice extends QuickPickItem {
  readonly value?: string | undefined;
}

/** The docker command's contexts, the sockets of other engines that are here, and any other address. */
export async function engineChoices(mark: (value: string) => string): Promise<EngineChoice[]> {
  const home = homedir();
  const contexts = await listContexts(process.env, home);
  const hosts = new Set(contexts.map(({ host }) => host));
  const sockets = (await presentSockets(wellKnownSockets(process.env, home)))
    .map(({ name, path }) => ({ name, host: `unix://${path}` }))
    .filter(({ host }) => !hosts.has(host));
  const rows = (some: readonly { name: string; host: string }[], by: 'name' | 'host') =>
    some.map((one) => ({ label: one.name, description: mark(one[by]), detail: one.host, value: one[by] }));
  const line = (label: string) => ({ label, kind: QuickPickItemKind.Separator });
  return [
    ...(contexts.length > 0 ? [line(t('Contexts')), ...rows(contexts, 'name')] : []),
    ...(sockets.length > 0 ? [line(t('Sockets')), ...rows(sockets, 'host')] : []),
    line(''),
    { label: t('Enter an address…'), detail: 'unix:///…, tcp://…, ssh://…', value: undefined },
  ];
}

/** Asks for an engine's address. @throws Cancelled */
export async function askForAddress(title: string, value: string): Promise<string> {
  const address = await window.showInputBox({
    title,
    prompt: t('Address of the Docker engine'),
    value: value.includes('://') ? value : 'unix:///var/run/docker.sock',
    validateInput: (typed) =>
      /^(unix|npipe|tcp|http|https|ssh):\/\/.+/.test(typed.trim())
        ? undefined
        : t('Begin with unix://, npipe://, tcp://, http://, https:// or ssh://.'),
  });
  if (address === undefined) throw new Cancelled();
  return address.trim();
}
