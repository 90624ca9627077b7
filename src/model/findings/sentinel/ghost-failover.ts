import { nodeAt, observedRole } from '../../structure';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { addressIn, idsOfSentinels, opinionsIn } from './opinions';

/** Sentinels that fail over, again and again, a master that answers. */
export const ghostFailover: Rule = {
  id: 'ghost-failover',
  afterMs: 20_000,
  find: (snapshot) => {
    const failing = opinionsIn(snapshot).filter(({ view }) => {
      const master = nodeAt(snapshot, view.masterIp, view.masterPort);
      const wants = view.flags.includes('failover_in_progress') || view.flags.includes('o_down');
      return wants && master !== undefined && observedRole(master) === 'master';
    });
    const [first] = failing;
    if (!first) return [];
    return [
      {
        about: addressIn(first.view),
        severity: 'error',
        what: text('Sentinels try to replace a master that answers: {0}', addressIn(first.view)),
        why: text('The failover never ends, and until it does no other can begin.'),
        nodes: idsOfSentinels(failing),
        evidence: failing.map(({ node, view }) =>
          said(node, `${view.flags.join(',')} ${view.failoverState ?? ''}`.trim()),
        ),
        remedy: act({
          kind: 'resetSentinels',
          sentinels: idsOfSentinels(failing),
          masterName: first.view.masterName,
        }),
      },
    ];
  },
};
