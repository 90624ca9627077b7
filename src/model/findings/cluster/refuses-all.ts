import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { act } from '../remedy';
import { majorityIsLost } from './lost-majority';
import { membersIn } from './members';
import { slotClaims, slotsWhere } from './slot-claims';

/** The consequence of cluster-require-full-coverage: one missing slot and all are refused. */
export const refusesAll: Rule = {
  id: 'refuses-all',
  afterMs: 5000,
  find: (snapshot) => {
    const down = membersIn(snapshot).filter(
      (m) => m.view.state === 'fail' && m.node.evidence?.config?.requireFullCoverage === true,
    );
    const claims = slotClaims(snapshot);
    const served = slotsWhere(claims, (claimants) => claimants.length > 0);
    const holes = slotsWhere(claims, (claimants) => claimants.length === 0);
    if (down.length === 0 || served.length === 0 || holes.length === 0 || majorityIsLost(snapshot)) return [];
    const nodes = down.map((m) => m.node);
    return [
      {
        about: 'cluster',
        severity: 'error',
        what: text('All commands are refused, also for the slots that are served'),
        why: text('With cluster-require-full-coverage yes, a cluster that lacks one slot serves none.'),
        nodes: idsOf(nodes),
        evidence: nodes
          .slice(0, 6)
          .map((n) => said(n, 'cluster_state:fail, cluster-require-full-coverage yes')),
        remedy: act({ kind: 'answerWithHoles', nodes: idsOf(nodes) }),
      },
    ];
  },
};
