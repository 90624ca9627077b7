import { Failure } from '../model/failure';
import { nodeCount } from '../model/spec';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { PROOF_MS } from './create';
import { demandAll } from './demand-all';
import { markComplete } from './mark-complete';
import { startNodes } from './node-lifecycle';
import { proveTopology } from './prove-topology';
import { membersOf } from './verify';
import { wire } from './wire';
import type { Work } from './work';

/**
 * Finishes a topology whose creation was broken off: starts what does not run, wires, proves. Only when all its
 * containers were made; a topology that lacks some can only be removed. May be repeated.
 * @throws Failure, Cancelled
 */
export async function finishTopology(lab: Lab, topologyId: string, work: Work): Promise<void> {
  const engine = await lab.connect();
  const before = lab.store.get(topologyId);
  const spec = before?.spec;
  if (!before || !spec) throw new Failure(text('This topology is no longer there.'));
  if (before.nodes.length < nodeCount(spec)) {
    throw new Failure(
      text(
        '{0} cannot be finished: only {1} of its {2} containers were made',
        before.name,
        before.nodes.length,
        nodeCount(spec),
      ),
      {
        next: text('Remove it and create it again.'),
        remedies: ['removeTopology'],
      },
    );
  }
  await startNodes(
    lab,
    before.nodes.filter((n) => n.container.state !== 'running').map((n) => n.id),
    work,
  );
  const topology = lab.store.get(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const members = await membersOf(lab, topology);
  work.step(text('Wiring {0} nodes', members.length));
  await wire(engine, members, spec, await lab.credentials.loginOf(topologyId, 'sentinel'), work, lab.log);
  work.step(text('Proving that it is ready'));
  demandAll(await proveTopology(topology, members, PROOF_MS, work.signal));
  const [first] = topology.nodes;
  if (first) await markComplete(engine, first.container.id);
  await lab.relist();
}
