import { window } from 'vscode';
import { environmentOf } from '../../model/clients/environment';
import { CA_VARIABLE, PASSWORD_VARIABLE, wayIn } from '../../model/clients/way-in';
import { Cancelled, Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { trustedFile } from './trusted-file';

/** Sets REDIS_URL and its like in terminals that are opened from now on, to reach a topology from this machine. */
export const runWith: Command = async ({ lab, terminalEnvironment, storageFolder }, args) => {
  const which = text('Which topology shall programs in new terminals find?');
  const chosen = await chooseTopology(lab, args, which, 'verifiable');
  const topology = (await lab.askAll(chosen.id)) ?? chosen;
  const password = (await lab.credentials.loginOf(topology.id, 'app'))?.password;
  const way = wayIn(topology, 'host', password !== undefined);
  const variables = environmentOf(way);
  if (Object.keys(variables).length === 0) {
    throw new Failure(text('{0} has no node that a client could reach', topology.name), {
      next: text('None of its ports is published. Code for a client in a container would work.'),
    });
  }
  if (password !== undefined && (await wantsPassword())) variables[PASSWORD_VARIABLE] = password;
  const trusted = await trustedFile(lab, topology.id, storageFolder);
  if (trusted !== undefined) variables[CA_VARIABLE] = trusted;
  terminalEnvironment.clear();
  terminalEnvironment.description = t('Programs find the topology {0}', topology.name);
  for (const [name, value] of Object.entries(variables)) terminalEnvironment.replace(name, value);
  const have = t('New terminals have {0}.', Object.keys(variables).join(', '));
  const where = way.onlyOn ? ` ${t('The addresses lead there on {0} only.', way.onlyOn)}` : '';
  window.showInformationMessage(have + where);
};

async function wantsPassword(): Promise<boolean> {
  const items = [
    { label: t('Without the password'), with: false },
    {
      label: t('With the password'),
      detail: t('Every program in such a terminal can read it from {0}.', PASSWORD_VARIABLE),
      with: true,
    },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Include the password?') });
  if (!picked) throw new Cancelled();
  return picked.with;
}
