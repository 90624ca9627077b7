import type { ClusterPeer } from '../../cluster-view';
import { formatSlots } from '../../format';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { nodeAt } from '../../structure';
import { text } from '../../text';
import { type Found, type Rule, said } from '../finding';
import { act, advise, type Remedy } from '../remedy';
import { majorityIsLost } from './lost-majority';
import { lineOf, type Member, membersIn, saidOf } from './members';

/** Masters that others list with slots, and that do not answer, while a majority is there. */
export const ownerAway: Rule = {
  id: 'owner-away',
  afterMs: 5000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    if (majorityIsLost(snapshot)) return [];
    const answering = new Set(members.map((m) => m.view.myId));
    const away = new Map<string, ClusterPeer>();
    for (const { view } of members) {
      for (const peer of view.peers) {
        if (peer.slots.length > 0 && !answering.has(peer.id)) away.set(peer.id, peer);
      }
    }
    return [...away.values()].map((peer) => awayOwner(snapshot, members, peer));
  },
};

function awayOwner(snapshot: TopologySnapshot, members: readonly Member[], peer: ClusterPeer): Found {
  const node = nodeAt(snapshot, peer.ip, peer.port);
  const name = node?.name ?? `${peer.ip}:${peer.port}`;
  return {
    about: peer.id,
    severity: 'error',
    what: text('Slots {0} are not served: their master {1} does not answer', formatSlots(peer.slots), name),
    why: text('Keys of these slots can be neither read nor written.'),
    nodes: node ? [node.id] : [],
    evidence: saidOf(peer.id, members)
      .slice(0, 6)
      .map(({ by, peer: line }) => said(by.node, lineOf(line))),
    remedy: remedyFor(
      node,
      members.filter((m) => m.self.masterId === peer.id),
    ),
  };
}

function remedyFor(node: NodeSnapshot | undefined, replicas: readonly Member[]): Remedy {
  if (replicas.length > 0) return act({ kind: 'takeOver', replicas: replicas.map((r) => r.node.id) });
  if (node?.container.state === 'paused') return act({ kind: 'unpauseNodes', nodes: [node.id] });
  if (node?.container.state === 'exited') return act({ kind: 'startNodes', nodes: [node.id] });
  return advise(text('Bring the node back: it has no replica that could take over.'));
}
