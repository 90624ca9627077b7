import { randomBytes, randomUUID } from 'node:crypto';
import type { Engine } from '../docker/engine';
import { LABEL } from '../docker/labels';
import { createTopologyNetwork, hostAddresses } from '../docker/networks';
import { knowsRules } from '../model/acl/rules';
import { Failure, reasonOf, throwIfCancelled } from '../model/failure';
import { type Plan, planTopology } from '../model/plan';
import { loginAs, type Secrets } from '../model/secrets';
import { nodeCount, type Spec } from '../model/spec';
import { specProblems } from '../model/spec-problems';
import { text } from '../model/text';
import type { NodeConnection } from '../redis/connection';
import type { Lab } from '../topology/lab';
import { demandAll } from './demand-all';
import { fetchImage } from './fetch-image';
import { launch } from './launch';
import { markComplete } from './mark-complete';
import { newUsers } from './new-users';
import { proveTopology } from './prove-topology';
import { serverUserOf } from './server-user';
import { serverVersionOf } from './server-version';
import { newAuthority } from './tls/authority';
import { reachedAt } from './tls/outside';
import { demandTls } from './tls/tls-support';
import { undoCreation } from './undo-creation';
import { wire } from './wire';
import type { Work } from './work';

/** How long a proof of readiness may take to come true after the wiring, ms. */
export const PROOF_MS = 20_000;

/**
 * Makes a topology: image, network, containers with their files, wiring, proof of readiness. Whatever goes wrong, and
 * when it is cancelled, everything that was made is removed again.
 * @throws Failure saying which step, which node, why; Cancelled
 */
export async function createTopology(
  lab: Lab,
  spec: Spec,
  given: Secrets,
  work: Work,
): Promise<{ id: string }> {
  const engine = await lab.connect();
  refuseBadSpec(lab, spec);
  await fetchImage(engine, spec.image, work);
  const id = randomUUID();
  if (spec.tls) await demandTls(engine, spec.image, work.signal);
  const secrets = { ...given, ...ownSecrets(spec, id, lab, engine) };
  lab.beginMaking(id, secrets);
  const connections: NodeConnection[] = [];
  let proven = false;
  try {
    const [plan, runsAs] = await allOrFirstError([
      prepare(engine, id, spec, secrets, work),
      serverUserOf(engine, spec.image, work.signal),
    ]);
    const containers = lab.containerSettings();
    const launching = { ...plan, topologyId: id, runsAs, containers, addition: undefined };
    const members = await launch(engine, launching, secrets, work, connections);
    work.step(text('Wiring {0} nodes', members.length));
    await wire(engine, members, spec, loginAs(secrets, 'sentinel'), work, lab.log);
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

/** What is made for a topology and known to nobody before. */
function ownSecrets(spec: Spec, id: string, lab: Lab, engine: Engine): Secrets {
  const outside = reachedAt(engine, lab.containerSettings());
  return {
    ...(spec.auth === 'users' && { users: newUsers() }),
    ...(spec.tls && { issuer: newAuthority({ id, name: spec.name }, lab.now(), outside) }),
  };
}

function refuseBadSpec(lab: Lab, spec: Spec): void {
  const taken = lab.store.topologies.map((t) => t.name);
  const problem = specProblems(spec, taken).find((p) => p.severity === 'error');
  if (problem) throw new Failure(text('{0} cannot be made', spec.name), { next: problem.what });
}

/** The network, and the plan whose addresses lie in it. */
async function prepare(engine: Engine, id: string, spec: Spec, secrets: Secrets, work: Work): Promise<Plan> {
  work.step(text('Creating the network {0}', spec.name));
  const labels = { [LABEL.topology]: id, [LABEL.name]: spec.name };
  const [network, server] = await allOrFirstError([
    createTopologyNetwork(engine, { name: spec.name, labels }, work.signal),
    serverVersionOf(engine, spec.image, work.signal),
  ]);
  if (spec.auth === 'users' && !knowsRules(server)) {
    throw new Failure(text('{0} is too old for users with rights', spec.image), {
      why: server.full,
      next: text('Choose an image from Redis 7.0 on, or a password instead of users.'),
    });
  }
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
