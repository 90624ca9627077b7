import type { TopologySnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { isMaster, type Member, membersIn } from './members';

/** A master with slots, and how many replicas it lists that have not failed. */
export function replicaCounts(snapshot: TopologySnapshot): { master: Member; replicas: number }[] {
  return membersIn(snapshot)
    .filter((m) => isMaster(m.self) && m.self.slots.length > 0)
    .map((master) => ({
      master,
      replicas: master.view.peers.filter(
        (p) => p.masterId === master.view.myId && !p.flags.includes('noaddr'),
      ).length,
    }));
}

/** A master without replica, where others have one or it was made to have one. A replica that is stopped is one. */
export const bareMaster: Rule = {
  id: 'bare-master',
  afterMs: 10_000,
  find: (snapshot) => {
    const counts = replicaCounts(snapshot);
    const expected =
      counts.some((c) => c.replicas > 0) || snapshot.nodes.some((n) => n.intended === 'replica');
    if (!expected) return [];
    return counts
      .filter((c) => c.replicas === 0)
      .map(({ master: { node } }) => ({
        about: node.id,
        severity: 'warning',
        what: text('{0} has no replica', node.name),
        why: text('When it fails nobody can take over, and its slots are not served.'),
        nodes: [node.id],
        evidence: [said(node, 'connected_slaves:0')],
        remedy: act({ kind: 'attachReplica', master: node.id }),
      }));
  },
};
