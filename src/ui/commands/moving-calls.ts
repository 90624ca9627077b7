import { Failure } from '../../model/failure';
import { movesProblem } from '../../model/moves/check-moves';
import { text } from '../../model/text';
import { measureMoves } from '../../operations/migration/measure-moves';
import type { MigrationAction, PageOrder, PageQuestion } from '../../protocol/to-host';
import type { CommandId } from './command-ids';
import { COMMANDS } from './command-map';
import type { Parts } from './parts';
import { runCommand } from './run-command';
import { startMoving } from './start-moving';

const MIGRATION_COMMANDS: Readonly<Record<MigrationAction, CommandId>> = {
  pause: 'redisTopologyLab.pauseMigration',
  continue: 'redisTopologyLab.continueMigration',
  cancel: 'redisTopologyLab.cancelMigration',
  finish: 'redisTopologyLab.finishMigration',
  undo: 'redisTopologyLab.undoMigration',
};

export type MovingCall = PageOrder | Extract<PageQuestion, { name: 'measureMoves' }>;

/** What a page asks or orders about slots of its own topology. Orders are answered when what they begin has begun. */
export async function runMovingCall(parts: Parts, topologyId: string, call: MovingCall): Promise<unknown> {
  switch (call.name) {
    case 'measureMoves': {
      const topology = parts.lab.store.get(topologyId);
      if (!topology) throw new Failure(text('This topology does not exist any more.'));
      // The page's moves may be older than the picture, and nothing else keeps them to this topology.
      const problem = movesProblem(topology, call.moves);
      if (problem) throw new Failure(problem);
      return measureMoves(parts.lab, topologyId, call.moves);
    }
    case 'moveSlots':
      return startMoving(parts, topologyId, call.moves, call.method);
    case 'migration':
      return order(parts, topologyId, call.action);
  }
}

/** Finishing and undoing go on for long: how, the notification and the page's own picture of it tell. */
async function order(parts: Parts, topologyId: string, action: MigrationAction): Promise<void> {
  const id = MIGRATION_COMMANDS[action];
  const over = runCommand(parts, id, [topologyId], COMMANDS[id]);
  if (action === 'finish' || action === 'undo') return;
  const outcome = await over;
  if (outcome.kind === 'failed') throw new Failure(text('{0}', outcome.message));
}
