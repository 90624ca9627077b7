import { type Blueprint, blueprintOf } from '../model/export/blueprint';
import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { serverVersionOf } from './server-version';

/**
 * What an export is written from: the topology as its nodes are at this moment.
 * @throws Failure when it is no longer there, or a node does not answer, whose role nobody knows then
 */
export async function blueprintNow(lab: Lab, topologyId: string, signal: AbortSignal): Promise<Blueprint> {
  const engine = await lab.connect();
  const topology = await lab.askAll(topologyId);
  const [first] = topology?.nodes ?? [];
  if (!topology || !first) throw new Failure(text('This topology is no longer there.'));
  const silent = topology.nodes.find((n) => n.answer.kind !== 'data' && n.answer.kind !== 'sentinel');
  if (silent) {
    throw new Failure(text('{0} cannot be exported: {1} does not answer', topology.name, silent.name), {
      next: text('Start all its nodes first.'),
    });
  }
  return blueprintOf(topology, {
    server: await serverVersionOf(engine, first.container.image, signal),
    password: (await lab.credentials.loginOf(topologyId, 'app')) !== undefined,
  });
}
