import { Failure } from '../model/failure';
import type { Login } from '../model/secrets';
import type { NodeSnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import type { Work } from './work';

/**
 * Uses a password, and the name of its user, for servers that we did not make, and keeps both where they take them.
 * @throws Failure naming the first that does not
 */
export async function enterPassword(
  lab: Lab,
  nodeIds: readonly string[],
  login: Login,
  work: Work,
): Promise<void> {
  await lab.connect();
  const nodes = nodeIds.map((id) => {
    const found = lab.store.findNode(id);
    if (!found) throw new Failure(text('There is no node {0} any more.', id));
    return found.node;
  });
  for (const node of nodes) {
    const { name } = node;
    const isIt = (n: NodeSnapshot) => n.container.id === node.container.id && n.port === node.port;
    work.step(text('Trying the password on {0}', name));
    lab.found.tryLogin(node, login);
    lab.reopen(node);
    // Once one says who it belongs to, another may stand in another topology than it did.
    const topology = lab.store.topologies.find((t) => t.nodes.some(isIt));
    const asked = topology && (await lab.askAll(topology.id));
    const answer = asked?.nodes.find(isIt)?.answer;
    if (answer?.kind === 'unreachable' && answer.reason === 'auth') {
      lab.found.discardLogin(node);
      lab.reopen(node);
      throw new Failure(text('{0} does not take this password', name), {
        why: answer.cause,
        remedies: ['enterPassword'],
      });
    }
    await lab.found.keepLogin(node);
  }
}
