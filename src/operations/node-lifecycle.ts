import {
  killContainer,
  pauseContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../docker/containers';
import type { Engine } from '../docker/engine';
import { type Text, text } from '../model/text';
import type { Lab } from '../topology/lab';
import { concurrently } from './concurrently';
import type { Work } from './work';

/** The engine sets up networks one by one; more than this at a time is no quicker. */
const AT_A_TIME = 3;

type Act = (engine: Engine, containerId: string, signal: AbortSignal) => Promise<void>;

/** Does the same to several nodes' containers, to each once. Nodes that are gone meanwhile are passed over. */
async function each(
  lab: Lab,
  nodeIds: readonly string[],
  work: Work,
  step: (name: string) => Text,
  act: Act,
) {
  const engine = await lab.connect();
  const nodes = nodeIds.flatMap((id) => lab.store.findNode(id)?.node ?? []);
  const byContainer = new Map(nodes.map((node) => [node.container.id, node]));
  try {
    await concurrently([...byContainer], AT_A_TIME, async ([containerId, node]) => {
      const several = nodes.some((other) => other !== node && other.container.id === containerId);
      work.step(step(several ? node.container.name : node.name));
      await act(engine, containerId, work.signal);
    });
  } finally {
    await lab.relist();
  }
}

/** Starts the nodes' containers. Done when the engine has started them. @throws Failure, Cancelled */
export function startNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(lab, nodeIds, work, (name) => text('Starting {0}', name), startContainer);
}

/** Stops the nodes' containers; the servers may save first. @throws Failure, Cancelled */
export function stopNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(
    lab,
    nodeIds,
    work,
    (name) => text('Stopping {0}', name),
    (engine, id, signal) => stopContainer(engine, id, {}, signal),
  );
}

/** Stops and starts the nodes' containers. @throws Failure, Cancelled */
export function restartNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(
    lab,
    nodeIds,
    work,
    (name) => text('Restarting {0}', name),
    (engine, id, signal) => restartContainer(engine, id, {}, signal),
  );
}

/** Freezes the nodes: their connections stay open and silent. @throws Failure, Cancelled */
export function pauseNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(lab, nodeIds, work, (name) => text('Pausing {0}', name), pauseContainer);
}

/** Lets paused nodes go on. @throws Failure, Cancelled */
export function unpauseNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(lab, nodeIds, work, (name) => text('Resuming {0}', name), unpauseContainer);
}

/** Ends the nodes at once, as a crash would: nothing is saved first. @throws Failure, Cancelled */
export function killNodes(lab: Lab, nodeIds: readonly string[], work: Work): Promise<void> {
  return each(
    lab,
    nodeIds,
    work,
    (name) => text('Killing {0}', name),
    (engine, id, signal) => killContainer(engine, id, 'SIGKILL', signal),
  );
}
