import { text } from '../../text';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';
import { isMaster, type Member, membersIn } from './members';

/** Masters with slots whose configuration epochs are the same: between them nobody can say which claim is newer. */
export const equalEpochs: Rule = {
  id: 'equal-epochs',
  afterMs: 10_000,
  find: (snapshot) => {
    const byEpoch = new Map<number, Member[]>();
    for (const m of membersIn(snapshot)) {
      if (!isMaster(m.self) || m.self.slots.length === 0) continue;
      byEpoch.set(m.self.configEpoch, [...(byEpoch.get(m.self.configEpoch) ?? []), m]);
    }
    return [...byEpoch]
      .filter(([, same]) => same.length > 1)
      .map(([epoch, same]) => {
        const nodes = same.map((m) => m.node);
        return {
          about: `${epoch}`,
          severity: 'warning',
          what: text('{0} have the same configuration epoch, {1}', namesOf(nodes), epoch),
          why: text(
            'Nodes that are told of two owners of a slot believe the one with the higher epoch: with equal ones they may disagree for good.',
          ),
          nodes: idsOf(nodes),
          evidence: nodes.map((n) => said(n, `configEpoch ${epoch}`)),
          remedy: act({ kind: 'separateEpochs', nodes: idsOf(nodes) }),
        };
      });
  },
};
