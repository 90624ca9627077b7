import { window } from 'vscode';
import { announcedFor, type ClientPlace } from '../../model/clients/announced';
import { Cancelled } from '../../model/failure';
import { text } from '../../model/text';
import { announceFor } from '../../operations/clients/announce';
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
  await workInNotification(log, t('Announcing the nodes of {0}', topology.name), true, (work) =>
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
};
