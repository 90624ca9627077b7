import type { ClusterPeer } from '../../cluster-view';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { areApart, hasFixedAddress } from '../networks';
import { oncePerSnapshot } from '../once';
import { act } from '../remedy';
import { lineOf, type Member, membersIn, saidOf } from './members';

interface Drifted {
  readonly node: NodeSnapshot;
  readonly own: readonly string[];
  /** Who lists it elsewhere, and how. */
  readonly wrong: readonly { by: Member; peer: ClusterPeer }[];
}

/** Members that others list at an address that their container does not have (any more). */
export const driftedIn = oncePerSnapshot((snapshot: TopologySnapshot): readonly Drifted[] => {
  const members = membersIn(snapshot);
  return members.flatMap(({ node, view }) => {
    const { config, container } = node.evidence ?? {};
    const own = [node.container.ip, ...(container?.networks.map((n) => n.address) ?? [])].filter(
      (ip): ip is string => ip !== undefined && ip !== '',
    );
    if (!config || own.length === 0 || config.announceIp !== '' || config.announceClientIp !== '') return [];
    const wrong = saidOf(view.myId, members).filter(
      ({ by, peer }) => peer.ip !== '' && !own.includes(peer.ip) && !areApart(node, by.node),
    );
    return wrong.length > 0 ? [{ node, own: [...new Set(own)], wrong }] : [];
  });
});

/** Containers have other addresses than those under which the nodes look for each other. */
export const driftedAddress: Rule = {
  id: 'drifted-address',
  afterMs: 10_000,
  find: (snapshot) => {
    const drifted = driftedIn(snapshot);
    const [first, ...more] = drifted;
    if (!first) return [];
    const nodes = drifted.map((d) => d.node);
    const isLoose = nodes.some((n) => n.evidence?.container && !hasFixedAddress(n));
    return [
      {
        about: idsOf(nodes).join(' '),
        severity: more.length > 0 ? 'error' : 'warning',
        what:
          more.length > 0
            ? text('{0} nodes are looked for at addresses that they no longer have', drifted.length)
            : text(
                '{0} is listed at {1}, but its address is {2}',
                first.node.name,
                first.wrong[0]?.peer.ip ?? '',
                first.own.join(', '),
              ),
        why: text(
          'Addresses changed when containers were started again: nodes and clients go to the wrong place.',
        ),
        nodes: idsOf(nodes),
        evidence: drifted
          .flatMap(({ node, own, wrong: [w] }) => [
            ...(w ? [said(w.by.node, `${node.name}: ${lineOf(w.peer)}`)] : []),
            said(node, `address ${own.join(', ')}`),
          ])
          .slice(0, 12),
        remedy: act({ kind: isLoose ? 'fixAddress' : 'meetAgain', nodes: idsOf(nodes) }),
      },
    ];
  },
};
