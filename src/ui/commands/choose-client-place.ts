import { window } from 'vscode';
import { announcedFor, type ClientPlace } from '../../model/clients/announced';
import { Cancelled } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { announceCommands, announceFor } from '../../operations/clients/announce';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Asks where a cluster's clients run, and lets its nodes announce themselves accordingly. Nothing is restarted. */
export const chooseClientPlace: Command = async ({ lab, log, timeline }, args) => {
  const which = text('Of which cluster do you want to choose where its clients run?');
  const chosen = await chooseTopology(lab, args, which, 'announceable');
  const topology = (await lab.askAll(chosen.id)) ?? chosen;
  const now = announcedFor(topology);
  const item = (place: ClientPlace, label: string, detail: string) => ({
    label,
    detail,
    place,
    description: place === now ? t('as it is now') : '',
  });
  const items = [
    item('host', t('On this machine'), t('Nodes send clients to 127.0.0.1 and their published ports.')),
    item('containers', t('In containers'), t('Nodes send clients to the addresses of their containers.')),
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('Where do your clients run?') });
  if (!picked) throw new Cancelled();
  if (topology.origin === 'found') await confirmChange(topology, picked.place);
  const title = t('Announcing the nodes of {0}', topology.name);
  const forgetful = await workInNotification(log, title, true, (work) =>
    announceFor(lab, topology.id, picked.place, work),
  );
  timeline.note(topology.id, {
    severity: 'info',
    what:
      picked.place === 'host'
        ? text('Nodes announce themselves to clients on this machine')
        : text('Nodes announce themselves to clients in containers'),
    nodes: [],
  });
  window.setStatusBarMessage(t('Clients of {0} are sent there from now on', topology.name), 5000);
  if (forgetful.length > 0) {
    const names = forgetful.join(', ');
    void window.showInformationMessage(
      t('Started without a configuration file, these forget it when they restart: {0}', names),
    );
  }
};

/** Servers that somebody else made are not changed before it is seen what is sent to them. */
async function confirmChange({ name, nodes }: TopologySnapshot, place: ClientPlace): Promise<void> {
  const change = t('Change');
  const detail = [
    t('{0} was not made here. Each of its {1} nodes is sent:', name, nodes.length),
    '',
    ...announceCommands(place).map((words) => words.map((word) => word || '""').join(' ')),
  ].join('\n');
  const question = t('Change what the nodes of {0} announce?', name);
  if ((await window.showWarningMessage(question, { modal: true, detail }, change)) !== change)
    throw new Cancelled();
}
