import type { Repair } from '../findings/remedy';
import { failingOver } from '../handover-plan';
import { promotions } from '../handover-promotions';
import type { TopologySnapshot } from '../snapshot';
import { arrange } from '../structure';
import { text } from '../text';
import { cannot, type Planned, plan } from './plan';
import type { RepairStep } from './step';

/**
 * Of each group whose master is gone the replica that has most becomes master: by a vote where enough masters are left
 * to vote, else without (see model/handover-promotions.ts, which also says what is given up).
 */
export function planTakeOver(
  repair: Extract<Repair, { kind: 'takeOver' }>,
  snapshot: TopologySnapshot,
): Planned {
  const busy = failingOver(snapshot);
  if (busy !== undefined) return cannot(text('{0} is failing over already', busy));
  const chosen = arrange(snapshot).shards.flatMap((shard) => {
    const meant = shard.replicas.some((r) => repair.replicas.includes(r.id));
    const [best] = meant && !shard.master ? promotions(snapshot, shard, undefined) : [];
    return best ? [best] : [];
  });
  if (chosen.length === 0)
    return cannot(
      text('No master that is gone has a replica that answers'),
      text('Start the nodes that are stopped.'),
    );
  const steps = chosen.map(
    ({ to, steps }): RepairStep => ({
      kind: 'takeOver',
      what: text('{0} becomes master', to.name),
      node: to,
      shown: steps.flatMap((s) => s.commands.map((c) => (s.node === to.name ? c : `${s.node}: ${c}`))),
    }),
  );
  return plan(repair, steps, [...new Map(chosen.flatMap((p) => p.givesUp).map((t) => [t.key, t])).values()]);
}
