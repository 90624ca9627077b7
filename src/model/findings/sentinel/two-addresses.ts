import { text } from '../../text';
import { type Rule, said } from '../finding';
import { mastersIn, replicasIn } from '../nodes';
import { advise } from '../remedy';
import { addressIn, idsOfSentinels, opinionsIn } from './opinions';

/** Sentinels that know the master by another address than its replicas do (host network beside a bridge, say). */
export const twoAddresses: Rule = {
  id: 'two-addresses',
  afterMs: 15_000,
  find: (snapshot) => {
    const opinions = opinionsIn(snapshot);
    const named = new Set(opinions.map(({ view }) => addressIn(view)));
    const [address] = named;
    const linked = replicasIn(snapshot).filter(({ facts }) => facts.link === 'up');
    const [master, ...others] = mastersIn(snapshot);
    if (named.size !== 1 || address === undefined || !master || others.length > 0) return [];
    // Its own port tells that it is meant; another node's address would be another trouble.
    const other = linked.filter(({ facts }) => `${facts.masterHost}:${facts.masterPort}` !== address);
    const isElsewhere = snapshot.nodes.some(
      (n) => n !== master.node && n.container.ip !== undefined && `${n.container.ip}:${n.port}` === address,
    );
    const [first] = other;
    if (!first || other.length < linked.length || isElsewhere) return [];
    const replicaSays = `${first.facts.masterHost}:${first.facts.masterPort}`;
    return [
      {
        about: `${address} ${replicaSays}`,
        severity: 'warning',
        what: text('Sentinels reach the master at {0}, its replicas at {1}', address, replicaSays),
        why: text('After a failover one side is given addresses that only the other can reach.'),
        nodes: [master.node.id, ...idsOfSentinels(opinions)],
        evidence: [
          ...opinions.map(({ node, view }) => said(node, `${view.masterName} ${addressIn(view)}`)),
          ...other.map(({ node }) => said(node, `master_host:${replicaSays}`)),
        ],
        remedy: advise(
          text(
            'Put sentinels, master and replicas into one network, and use addresses of that network only.',
          ),
        ),
      },
    ];
  },
};
