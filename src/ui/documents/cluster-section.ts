import type { ClusterPeer, ClusterView } from '../../model/cluster-view';
import { formatSlots } from '../../model/format';
import { text } from '../../model/text';
import { type Part, rows, type Section } from './document';
import { type NameOf, place } from './replication-section';

/** A cluster node's own view of the cluster: its state, and every node it knows. */
export function clusterSection(view: ClusterView, nameOf: NameOf): Section {
  const self = view.peers.find((p) => p.id === view.myId);
  const parts: Part[] = [
    rows(
      [text('Own id'), view.myId],
      [text('State of the cluster'), view.state],
      [text('Slots assigned'), text('{0} of 16384', view.slotsAssigned)],
      [text('Own slots'), self && self.slots.length > 0 ? formatSlots(self.slots, 100) : text('none')],
      [text('Current epoch'), String(view.currentEpoch)],
      [text('Own epoch'), self && String(self.configEpoch)],
    ),
    {
      kind: 'table',
      head: [
        text('Node'),
        text('Id'),
        text('Flags'),
        text('Master'),
        text('Epoch'),
        text('Link'),
        text('Slots'),
      ],
      rows: view.peers.map((peer) => peerRow(peer, view, nameOf)),
    },
  ];
  if (view.open.length > 0) {
    parts.push({
      kind: 'table',
      head: [text('Open slot'), text('Doing'), text('Other node')],
      rows: view.open.map((o) => [String(o.slot), o.kind, known(o.peerId, view, nameOf)]),
    });
  }
  return { title: text('Its view of the cluster'), parts };
}

function peerRow(peer: ClusterPeer, view: ClusterView, nameOf: NameOf): string[] {
  return [
    place(peer.ip, peer.port, nameOf),
    peer.id.slice(0, 8),
    peer.flags.join(','),
    peer.masterId === undefined ? '-' : known(peer.masterId, view, nameOf),
    String(peer.configEpoch),
    peer.linkConnected ? 'connected' : 'disconnected',
    peer.slots.length === 0 ? '-' : formatSlots(peer.slots, 100),
  ];
}

function known(id: string, view: ClusterView, nameOf: NameOf): string {
  const peer = view.peers.find((p) => p.id === id);
  return (peer && nameOf(peer.ip, peer.port)) ?? id.slice(0, 8);
}
