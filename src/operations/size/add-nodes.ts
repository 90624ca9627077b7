import { randomUUID } from 'node:crypto';
import type { Engine } from '../../docker/engine';
import { Failure, reasonOf, throwIfCancelled } from '../../model/failure';
import { planNode } from '../../model/plan';
import type { Secrets } from '../../model/secrets';
import type { AdditionPlan } from '../../model/size/addition';
import { additionObstacle } from '../../model/size/addition-obstacle';
import { text } from '../../model/text';
import type { NodeConnection } from '../../redis/connection';
import type { ContainerSettings } from '../../topology/container-settings';
import type { Lab } from '../../topology/lab';
import { fetchImage } from '../fetch-image';
import { launch } from '../launch';
import { serverUserOf } from '../server-user';
import { serverVersionOf } from '../server-version';
import { issuerOf } from '../tls/issuer-of';
import type { Work } from '../work';
import { join } from './join';
import { undoAddition } from './undo-addition';

/**
 * Adds nodes to a topology: containers as at creation, joined to the others, proven together with them. Whatever goes
 * wrong, and when it is cancelled, the others forget the new nodes and what was made is removed again.
 * @throws Failure saying which step, which node, why; Cancelled
 */
export async function addNodes(lab: Lab, plan: AdditionPlan, work: Work): Promise<void> {
  const engine = await lab.connect();
  const topology = await lab.askAll(plan.topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const obstacle = additionObstacle(topology, plan.wish);
  if (obstacle) throw new Failure(text('{0} cannot grow now: {1}', topology.name, obstacle));
  await fetchImage(engine, plan.spec.image, work);
  const addition = randomUUID();
  const opened: NodeConnection[] = [];
  let joined: string[] = [];
  lab.beginAdding(addition);
  try {
    const secrets = {
      ...(await lab.credentials.secretsOf(topology.id)),
      ...(topology.spec?.tls && { issuer: await issuerOf(lab, topology, work.signal) }),
    };
    const added = await make(engine, plan, addition, secrets, lab.containerSettings(), work, opened);
    await join(lab, topology, added, plan.spec, work);
    throwIfCancelled(work.signal);
    joined = added.map((m) => m.containerId);
  } catch (error) {
    work.step(text('Removing what was made'));
    await undoAddition(lab, topology, addition, error);
    throw error;
  } finally {
    for (const connection of opened) connection.close();
    lab.endAdding(addition, joined);
    await lab.relist().catch((error: unknown) => lab.log.warn(`list after adding: ${reasonOf(error)}`));
  }
  await lab.askAll(topology.id);
}

async function make(
  engine: Engine,
  plan: AdditionPlan,
  addition: string,
  secrets: Secrets,
  containers: ContainerSettings,
  work: Work,
  opened: NodeConnection[],
) {
  const { spec, topologyId, network, places } = plan;
  const server = await serverVersionOf(engine, spec.image, work.signal);
  const runsAs = await serverUserOf(engine, spec.image, work.signal);
  const timeout = spec.shape === 'cluster' ? spec.nodeTimeoutMs : undefined;
  const nodes = places.map((p) => planNode(p, { id: topologyId, spec, secrets, server }, timeout));
  return launch(
    engine,
    { topologyId, spec, network, nodes, runsAs, containers, addition },
    secrets,
    work,
    opened,
  );
}
