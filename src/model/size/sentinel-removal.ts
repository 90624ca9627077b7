import { placeOf } from '../handover';
import { monitoredName, sentinelViews } from '../sentinel-opinion';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { text } from '../text';
import { departure, forgettingSentinels } from './departure';
import { majorityOf, quorumRemarks } from './quorum';
import type { Removal } from './removal';

/** How a sentinel can go. */
export function sentinelRemoval(snapshot: TopologySnapshot, node: NodeSnapshot): Removal {
  const others = snapshot.nodes.filter((n) => n.intended === 'sentinel' && n.id !== node.id);
  if (others.length === 0)
    return {
      kind: 'cannot',
      why: text('{0} is the last sentinel: nobody would watch the master', node.name),
    };
  const masters = snapshot.nodes.filter((n) => observedRole(n) === 'master');
  if (masters.length !== 1)
    return { kind: 'cannot', why: text('{0} nodes answer as master, not one', masters.length) };
  const now = Math.max(0, ...sentinelViews(snapshot).map(({ view }) => view.quorum));
  const quorum = quorumAfter(now, others.length + 1);
  const forgetting = forgettingSentinels(snapshot, [node]);
  const lowering = others.map((s) => ({
    what: text('{0} takes the quorum of {1}', s.name, quorum),
    node: s.name,
    commands: [`SENTINEL SET ${monitoredName(snapshot)} quorum ${quorum}`],
  }));
  const plan = departure(snapshot, [node], {
    steps: [...forgetting, ...(quorum === now ? [] : lowering)],
    remarks: quorumRemarks(others.length, quorum),
  });
  return {
    kind: 'ways',
    plans: [{ ...plan, node: placeOf(node), quorum: quorum === now ? undefined : quorum }],
  };
}

/** A majority stays a majority; another quorum stays, as long as there are so many. */
function quorumAfter(quorum: number, before: number): number {
  const after = before - 1;
  return quorum === majorityOf(before) ? majorityOf(after) : Math.min(quorum, after);
}
