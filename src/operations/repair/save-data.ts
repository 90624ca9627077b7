import { Failure, reasonOf } from '../../model/failure';
import type { NodeSnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';

/** The server writes all it has; its clients wait. ms */
const SAVED_MS = 120_000;

/**
 * Has a node write its data to disk: one that is not configured to save on its end would lose it. One that does not
 * answer has saved what it has. @throws Failure naming the node
 */
export async function saveData(lab: Lab, node: NodeSnapshot): Promise<void> {
  if (node.answer.kind !== 'data') return;
  try {
    await (await lab.connectionTo(node.id)).run(['SAVE'], SAVED_MS);
  } catch (error) {
    throw new Failure(text('{0} could not save its data', node.name), {
      why: reasonOf(error),
      next: text('Nothing was changed.'),
      remedies: ['retry', 'showLog'],
      cause: error,
    });
  }
}
