import type { ClusterPeer } from '../../cluster-view';
import type { TopologySnapshot } from '../../snapshot';
import { nodeAt } from '../../structure';
import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { replicasIn } from '../nodes';
import { act } from '../remedy';
import { isMaster, lineOf, type Member, membersIn } from './members';

export interface Electorate {
  /** Masters with slots, as most members list them. */
  readonly voters: readonly ClusterPeer[];
  readonly away: readonly ClusterPeer[];
}

/** Who votes in elections, and which of them do not answer. Undefined: nobody answers. */
export function electorate(members: readonly Member[]): Electorate | undefined {
  const [witness] = members;
  if (!witness) return undefined;
  const voters = witness.view.peers.filter((p) => isMaster(p) && p.slots.length > 0);
  const answering = new Set(members.map((m) => m.view.myId));
  return { voters, away: voters.filter((p) => !answering.has(p.id)) };
}

/** Whether so many masters are away that no election can be won. */
export function majorityIsLost(snapshot: TopologySnapshot): boolean {
  const found = electorate(membersIn(snapshot));
  return found !== undefined && found.away.length * 2 >= found.voters.length && found.away.length > 0;
}

export const lostMajority: Rule = {
  id: 'lost-majority',
  afterMs: 5000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const found = electorate(members);
    if (!found || !majorityIsLost(snapshot)) return [];
    const lost = new Set(found.away.map((p) => p.id));
    const orphans = replicasIn(snapshot).filter(({ node }) => {
      const self = members.find((m) => m.node === node)?.self;
      return self?.masterId !== undefined && lost.has(self.masterId);
    });
    const gone = found.away.flatMap((p) => nodeAt(snapshot, p.ip, p.port) ?? []);
    return [
      {
        about: 'cluster',
        severity: 'error',
        what: text(
          '{0} of {1} masters do not answer: no majority is left',
          found.away.length,
          found.voters.length,
        ),
        why: text('Replicas are elected by a majority of the masters. Without one the cluster stays down.'),
        nodes: idsOf(gone),
        evidence: members.slice(0, 1).flatMap(({ node }) => found.away.map((p) => said(node, lineOf(p)))),
        remedy:
          orphans.length > 0
            ? act({ kind: 'takeOver', replicas: orphans.map(({ node }) => node.id) })
            : act({ kind: 'startNodes', nodes: idsOf(gone) }),
      },
    ];
  },
};
