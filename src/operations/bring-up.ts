import { capabilities } from '../model/actions';
import { Failure } from '../model/failure';
import type { Secrets } from '../model/secrets';
import type { Spec } from '../model/spec';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { ofName } from '../topology/of-name';
import { choosePorts } from '../topology/ports';
import { createTopology } from './create';
import { startNodes } from './node-lifecycle';
import { waitReady } from './wait-ready';
import type { Work } from './work';

/** Servers that start anew load their data, and links come up. ms */
const READY_MS = 60_000;

/**
 * Brings a topology to where it is ready: makes it where there is none of its name, else starts what does not run
 * and waits until it proves itself. What is there is not changed to fit the spec.
 * @param secrets of one that is made; one that exists keeps its own
 * @throws Failure, Cancelled
 */
export async function bringUp(
  lab: Lab,
  spec: Spec,
  secrets: Secrets,
  work: Work,
): Promise<{ id: string; made: boolean }> {
  const engine = await lab.connect();
  await lab.relist();
  const there = ofName(lab, spec.name);
  if (!there) {
    const { id } = await createTopology(lab, await choosePorts(engine, spec), secrets, work);
    return { id, made: true };
  }
  if (there.state !== 'complete') {
    throw new Failure(text('{0} is there, but was never finished', there.name), {
      next: text('Finish or remove it first.'),
      remedies: ['removeTopology'],
    });
  }
  const stopped = there.nodes.filter((node) => capabilities(node).includes('startable'));
  if (stopped.length > 0) {
    await startNodes(
      lab,
      stopped.map((node) => node.id),
      work,
    );
  }
  work.step(text('Waiting until {0} is ready', there.name));
  await waitReady(lab, there.id, READY_MS, work);
  return { id: there.id, made: false };
}
