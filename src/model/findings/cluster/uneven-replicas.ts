import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { replicaCounts } from './bare-master';

/** Replicas that could be spread better. A master that has none has a finding of its own. */
export const unevenReplicas: Rule = {
  id: 'uneven-replicas',
  afterMs: 10_000,
  find: (snapshot) => {
    const counts = replicaCounts(snapshot);
    const numbers = counts.map((c) => c.replicas);
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    if (counts.length < 2 || least === 0 || most - least < 2) return [];
    return [
      {
        about: 'cluster',
        severity: 'info',
        what: text('Replicas are spread unevenly: from {0} to {1} for a master', least, most),
        why: text('The masters with few replicas are the first to be lost.'),
        nodes: [],
        evidence: counts.map(({ master, replicas }) => said(master.node, `connected_slaves:${replicas}`)),
        remedy: act({ kind: 'spreadReplicas' }),
      },
    ];
  },
};
