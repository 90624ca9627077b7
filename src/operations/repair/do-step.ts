import { Cancelled } from '../../model/failure';
import type { RepairStep } from '../../model/repair/step';
import type { TopologySnapshot } from '../../model/snapshot';
import { finishMigration } from '../migration/finish';
import { undoMigration } from '../migration/undo';
import { startNodes, unpauseNodes } from '../node-lifecycle';
import type { Work } from '../work';
import { bringHome } from './bring-home';
import { certify } from './certify';
import { joinNetwork } from './join-network';
import type { Means } from './means';
import { recreateNode } from './recreate-node';
import { takeOver } from './take-over';
import { tell } from './tell';

/** Does one step of a repair. @throws Failure, Cancelled */
export async function doStep(
  means: Means,
  topology: TopologySnapshot,
  step: RepairStep,
  work: Work,
): Promise<void> {
  const { lab, migrations } = means;
  switch (step.kind) {
    case 'tell':
      return tell(lab, topology.id, step);
    case 'bringHome':
      return bringHome(means, topology, step, work);
    case 'takeOver':
      return takeOver(lab, topology, step.node, work);
    case 'endMoves': {
      const end = step.how === 'finish' ? finishMigration : undoMigration;
      const { outcome } = await end(lab, migrations, topology.id, work);
      // What a migration calls an end of its own is none of the repair.
      if (outcome === 'cancelled') throw new Cancelled();
      return;
    }
    case 'recreate':
      return recreateNode(lab, topology, step, work);
    case 'join':
      return joinNetwork(lab, topology, step, work);
    case 'certify':
      return certify(lab, topology, step, work);
    case 'wake':
      await (step.how === 'start' ? startNodes : unpauseNodes)(lab, [step.node.id], work);
  }
}
