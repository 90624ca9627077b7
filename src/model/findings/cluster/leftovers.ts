import type { ClusterPeer } from '../../cluster-view';
import type { TopologySnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { lineOf, membersIn, saidOf } from './members';

const GONE = ['fail', 'noaddr', 'handshake'];

/** Nodes that are gone for good and still listed. One that owns slots is missed, not left over. */
export const leftovers: Rule = {
  id: 'leftovers',
  afterMs: 20_000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const listed = new Map<string, ClusterPeer>();
    for (const { view } of members) {
      for (const peer of view.peers) {
        if (peer.flags.some((f) => GONE.includes(f)) && isGone(peer, snapshot)) listed.set(peer.id, peer);
      }
    }
    return [...listed.values()].map((peer) => ({
      about: peer.id,
      severity: 'warning',
      what: text(
        'A node that no longer exists is still listed: {0}',
        `${peer.id.slice(0, 8)} ${peer.ip}:${peer.port}`,
      ),
      why: text('The nodes go on trying to reach it, and clients may be sent to it.'),
      nodes: [],
      evidence: saidOf(peer.id, members)
        .slice(0, 6)
        .map(({ by, peer: line }) => said(by.node, lineOf(line))),
      remedy: act({ kind: 'forgetNodes', clusterIds: [peer.id] }),
    }));
  },
};

/** No container stands for it: none answers with its id, and none that does not answer has its address. */
function isGone(peer: ClusterPeer, { nodes }: TopologySnapshot): boolean {
  if (peer.slots.length > 0) return false;
  return !nodes.some((n) => {
    if (n.container.state === 'absent') return false;
    if (n.answer.kind === 'data') return n.answer.cluster?.myId === peer.id;
    return (
      n.port === peer.port && (peer.ip === '' || n.container.ip === undefined || n.container.ip === peer.ip)
    );
  });
}
