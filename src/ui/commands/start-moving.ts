import { Failure } from '../../model/failure';
import { movesProblem } from '../../model/moves/check-moves';
import type { MoveMethod } from '../../model/moves/migration';
import type { Move } from '../../model/moves/move';
import { text } from '../../model/text';
import { moveSlots } from '../../operations/migration/move-slots';
import { t } from '../localise';
import { settings } from '../settings';
import type { Parts } from './parts';
import { runCommand } from './run-command';
import { runMigration } from './run-migration';

/**
 * Begins to move slots and returns: how it goes on, its notification and the dashboard tell.
 * @throws Failure when the moves do not fit the cluster as it is now
 */
export async function startMoving(
  parts: Parts,
  topologyId: string,
  moves: readonly Move[],
  method: MoveMethod | undefined,
): Promise<void> {
  const { lab, migrations } = parts;
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology does not exist any more.'));
  const problem = movesProblem(topology, moves);
  if (problem) throw new Failure(problem);
  const options = { budgetMs: settings.blockBudgetMs(), ...(method && { method }) };
  // Not waited for: runCommand tells the user of every failure, and never throws.
  void runCommand(parts, 'redisTopologyLab.reshard', [topologyId], () =>
    runMigration(parts, topology, t('Moving slots in {0}', topology.name), (work) =>
      moveSlots(lab, migrations, topologyId, moves, options, work),
    ),
  );
}
