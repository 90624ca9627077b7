import { env, type QuickPickItem, window, workspace } from 'vscode';
import type { ClientPlace } from '../../model/clients/announced';
import { CLIENTS, type Client } from '../../model/clients/clients';
import { CA_VARIABLE, PASSWORD_VARIABLE, type WayIn, wayIn } from '../../model/clients/way-in';
import { Cancelled, Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { wantsCertificates } from '../../model/speaks-tls';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Copies code that connects a client to a topology. The password is read from the environment: it is not in it. */
export const copyConnectionCode: Command = async ({ lab }, args) => {
  const which = text('For which topology do you want connection code?');
  const chosen = await chooseTopology(lab, args, which, 'verifiable');
  const topology = (await lab.askAll(chosen.id)) ?? chosen;
  const client = await chooseClient();
  const password = (await lab.credentials.loginOf(topology.id, 'app')) !== undefined;
  const { onlyOn } = wayIn(topology, 'host', password);
  const place = await choosePlace(topology, onlyOn);
  const way = wayIn(topology, place, password);
  const code = client.code(demandWay(way, topology, place));
  await env.clipboard.writeText(code);
  // Not awaited: the command is done, whether or not somebody presses the button.
  void tell(client, code, way, wantsCertificates(topology));
};

async function chooseClient(): Promise<Client> {
  const items = CLIENTS.map((client) => ({ label: client.name, client }));
  const picked = await window.showQuickPick(items, { placeHolder: t('Code for which client?') });
  if (!picked) throw new Cancelled();
  return picked.client;
}

/** @param machine where alone published ports are found; undefined: here */
async function choosePlace(topology: TopologySnapshot, machine: string | undefined): Promise<ClientPlace> {
  const here = machine === undefined ? t('On this machine') : t('On {0}', machine);
  const items: (QuickPickItem & { place: ClientPlace })[] = [
    { label: here, description: t('through published ports'), place: 'host' },
    {
      label: t('In a container'),
      description: t('on the network {0}', topology.nodes[0]?.container.networkName ?? ''),
      place: 'containers',
    },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Where does the client run?') });
  if (!picked) throw new Cancelled();
  return picked.place;
}

function demandWay(way: WayIn, topology: TopologySnapshot, place: ClientPlace): WayIn {
  const entrances = way.shape === 'sentinel' ? way.sentinels : way.nodes;
  if (entrances.length > 0) return way;
  throw new Failure(text('{0} has no node that a client could reach', topology.name), {
    next:
      place === 'host'
        ? text('None of its ports is published. Code for a client in a container would work.')
        : text('None of its containers has an address: start it first.'),
  });
}

async function tell(
  client: Client,
  code: string,
  { password, tls, onlyOn }: WayIn,
  certificates: boolean,
): Promise<void> {
  const open = t('Open in Editor');
  const read = [password && PASSWORD_VARIABLE, tls && CA_VARIABLE].filter((name) => name);
  const note =
    read.length > 0
      ? t('Copied code for {0}. It reads {1}.', client.name, read.join(', '))
      : t('Copied code for {0}.', client.name);
  const where = onlyOn ? ` ${t('It works on {0} only.', onlyOn)}` : '';
  const lacking = certificates
    ? ` ${t('Its servers want a certificate of the client too: give the code one.')}`
    : '';
  if ((await window.showInformationMessage(note + where + lacking, open)) !== open) return;
  await window.showTextDocument(
    await workspace.openTextDocument({ content: code, language: client.language }),
  );
}
