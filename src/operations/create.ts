import { randomBytes, randomUUID } from 'node:crypto';
import { createContainer, startContainer } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { putFiles } from '../docker/files';
import { hasImage, pullImage } from '../docker/images';
import { LABEL, writeNodeLabels } from '../docker/labels';
import { createTopologyNetwork, hostAddresses } from '../docker/networks';
import { postMortem } from '../docker/post-mortem';
import { Failure, reasonOf, throwIfCancelled } from '../model/failure';
import { DATA_DIR, type Plan, type PlannedNode, planTopology, type Secrets } from '../model/plan';
import { nodeCount, type Spec } from '../model/spec';
import { specProblems } from '../model/spec-problems';
import { text } from '../model/text';
import { NodeConnection } from '../redis/connection';
import type { Lab } from '../topology/lab';
import { targetOf } from '../topology/targets';
import { concurrently } from './concurrently';
import { demandAll } from './demand-all';
import { markComplete } from './mark-complete';
import type { Member } from './member';
import { proveTopology } from './prove-topology';
import { SERVER_GID, SERVER_UID } from './server-user';
import { serverVersionOf } from './server-version';
import { undoCreation } from './undo-creation';
import { wire } from './wire';
import type { Work } from './work';

/** How long a proof of readiness may take to come true after the wiring, ms. */
export const PROOF_MS = 20_000;

/** Three at a time are as quick as all at once: the engine sets networks up one by one. */
const AT_A_TIME = 3;

/**
 * Makes a topology: image, network, containers with their files, wiring, proof of readiness. Whatever goes wrong, and
 * when it is cancelled, everything that was made is removed again.
 * @throws Failure saying which step, which node, why; Cancelled
 */
export async function createTopology(
  lab: Lab,
  spec: Spec,
  secrets: Secrets,
  work: Work,
): Promise<{ id: string }> {
  const engine = await lab.connect();
  refuseBadSpec(lab, spec);
  await fetchImage(engine, spec.image, work);
  const id = randomUUID();
  lab.beginMaking(id, secrets.password);
  const connections: NodeConnection[] = [];
  let proven = false;
  try {
    const plan = await prepare(engine, id, spec, secrets, work);
    const members = await launch(engine, plan, secrets, work, connections);
    work.step(text('Wiring {0} nodes', members.length));
    await wire(engine, members, spec, secrets.password, work, lab.log);
    work.step(text('Proving that it is ready'));
    demandAll(await proveTopology(spec, members, PROOF_MS, work.signal));
    const [first] = members;
    if (first) await markComplete(engine, first.containerId);
    throwIfCancelled(work.signal);
    proven = true;
    return { id };
  } catch (error) {
    work.step(text('Removing what was made'));
    await undoCreation(engine, id, spec.name, error);
    throw error;
  } finally {
    for (const connection of connections) connection.close();
    lab.endMaking(id, proven);
    await lab.relist().catch((error: unknown) => lab.log.warn(`list after creation: ${reasonOf(error)}`));
  }
}

function refuseBadSpec(lab: Lab, spec: Spec): void {
  const taken = lab.store.topologies.map((t) => t.name);
  const problem = specProblems(spec, taken).find((p) => p.severity === 'error');
  if (problem) throw new Failure(text('{0} cannot be made', spec.name), { next: problem.what });
}

async function fetchImage(engine: Engine, image: string, work: Work): Promise<void> {
  if (await hasImage(engine, image, work.signal)) return;
  work.step(text('Pulling {0}', image));
  await pullImage(engine, image, {
    signal: work.signal,
    onProgress: (fraction, what) =>
      work.step(
        fraction === undefined ? what : text('Pulling {0}: {1} %', image, Math.round(fraction * 100)),
      ),
  });
}

/** The network, and the plan whose addresses lie in it. */
async function prepare(engine: Engine, id: string, spec: Spec, secrets: Secrets, work: Work): Promise<Plan> {
  work.step(text('Creating the network {0}', spec.name));
  const labels = { [LABEL.topology]: id, [LABEL.name]: spec.name };
  const [network, server] = await allOrFirstError([
    createTopologyNetwork(engine, { name: spec.name, labels }, work.signal),
    serverVersionOf(engine, spec.image, work.signal),
  ]);
  const address = hostAddresses(network.subnet, network.gateway);
  const addresses = Array.from({ length: nodeCount(spec) }, (_, i) => address(i));
  return planTopology({
    id,
    spec,
    secrets,
    server,
    addresses,
    randomId: () => randomBytes(20).toString('hex'),
  });
}

/** Waits for both, so that nothing is still being made when the undoing begins. */
async function allOrFirstError<A, B>(both: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}

/** Makes and starts every container. */
async function launch(
  engine: Engine,
  plan: Plan,
  secrets: Secrets,
  work: Work,
  made: NodeConnection[],
): Promise<Member[]> {
  const members: (Member | undefined)[] = plan.nodes.map(() => undefined);
  let count = 0;
  await concurrently([...plan.nodes], AT_A_TIME, async (node) => {
    work.step(text('Starting {0} ({1} of {2})', node.name, ++count, plan.nodes.length));
    const containerId = await createNode(engine, plan, node, work.signal);
    await startContainer(engine, containerId, work.signal);
    const target = targetOf(engine, reachable(node, containerId), async () =>
      node.role === 'sentinel' ? undefined : secrets.password,
    );
    const connection = new NodeConnection(target);
    made.push(connection);
    members[node.index] = {
      ...node,
      containerId,
      connection,
      postMortem: () => postMortem(engine, containerId),
    };
  });
  return members.filter((m): m is Member => m !== undefined);
}

async function createNode(
  engine: Engine,
  plan: Plan,
  node: PlannedNode,
  signal: AbortSignal,
): Promise<string> {
  const { spec } = plan;
  const containerId = await createContainer(
    engine,
    {
      name: node.container,
      image: spec.image,
      command: node.command,
      labels: writeNodeLabels({
        topology: plan.id,
        name: spec.name,
        shape: spec.shape,
        node: node.name,
        role: node.role,
        index: node.index,
        shard: node.shard,
        port: node.port,
        nodes: plan.nodes.length,
        spec,
      }),
      network: { name: plan.network, ip: node.address, aliases: [node.name] },
      publish: [{ port: node.port, hostIp: '127.0.0.1' }],
      volume: {
        name: node.volume,
        target: DATA_DIR,
        labels: { [LABEL.topology]: plan.id, [LABEL.name]: spec.name },
      },
    },
    signal,
  );
  const files = node.files.map((f) => ({
    path: f.name,
    content: f.content,
    mode: 0o600,
    uid: SERVER_UID,
    gid: SERVER_GID,
  }));
  await putFiles(engine, containerId, DATA_DIR, files, { signal });
  return containerId;
}

/** A node that was just started, as far as reaching it goes. */
function reachable(node: PlannedNode, containerId: string): Parameters<typeof targetOf>[1] {
  return {
    name: node.name,
    port: node.port,
    container: {
      id: containerId,
      name: node.container,
      image: '',
      state: 'running',
      status: '',
      ip: node.address,
      publishedPort: node.port,
      networkName: undefined,
      volumeName: node.volume,
    },
  };
}
