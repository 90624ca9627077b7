import { Failure } from '../../model/failure';
import type { MigrationResult } from '../../model/moves/migration';
import { planMoves } from '../../model/moves/plan-moves';
import { DEFAULT_THRESHOLD } from '../../model/moves/rebalance';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import { type MoveOptions, moveSlots } from '../migration/move-slots';
import type { Work } from '../work';

/**
 * Gives every master its share of the slots, those too that have none yet.
 * @throws Failure, also when they all have it already; cancelled, it ends with no slot open
 */
export async function spreadSlots(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  work: Work,
  options: MoveOptions = {},
): Promise<MigrationResult> {
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const wish = {
    kind: 'rebalance',
    weights: {},
    thresholdPercent: DEFAULT_THRESHOLD,
    includeEmpty: true,
  } as const;
  const plan = planMoves(topology, wish);
  if (plan.kind !== 'move')
    throw new Failure(text('Slots of {0} cannot be moved: {1}', topology.name, plan.why));
  return moveSlots(lab, migrations, topologyId, plan.moves, options, work);
}
