import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import type { Work } from './work';

/**
 * Uses a password for servers that we did not make, and keeps it where they take it.
 * @throws Failure naming the first that does not
 */
export async function enterPassword(
  lab: Lab,
  nodeIds: readonly string[],
  password: string,
  work: Work,
): Promise<void> {
  await lab.connect();
  const nodes = nodeIds.map((id) => {
    const found = lab.store.findNode(id);
    if (!found) throw new Failure(text('There is no node {0} any more.', id));
    return found.node;
  });
  for (const node of nodes) {
    const { container, name } = node;
    work.step(text('Trying the password on {0}', name));
    lab.found.tryPassword(container, password);
    lab.reopen(node);
    // Once one says who it belongs to, another may stand in another topology than it did.
    const topology = lab.store.topologies.find((t) => t.nodes.some((n) => n.container.id === container.id));
    const asked = topology && (await lab.askAll(topology.id));
    const answer = asked?.nodes.find((n) => n.container.id === container.id)?.answer;
    if (answer?.kind === 'unreachable' && answer.reason === 'auth') {
      lab.found.discardPassword(container);
      lab.reopen(node);
      throw new Failure(text('{0} does not take this password', name), {
        why: answer.cause,
        remedies: ['enterPassword'],
      });
    }
    await lab.found.keepPassword(container);
  }
}
