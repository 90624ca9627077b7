import { listTopologyContainers, removeContainer, stopContainer } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { LABEL } from '../../docker/labels';
import { removeVolume } from '../../docker/volumes';
import { text } from '../../model/text';
import { concurrently } from '../concurrently';
import type { Work } from '../work';
import type { Leaver } from './leaver';

/** The engine does part of it one by one anyway. */
const AT_A_TIME = 3;

/** Ends the servers of nodes that leave: what they do not say any more nobody takes up. @throws Failure, Cancelled */
export async function silence(engine: Engine, leavers: readonly Leaver[], work: Work): Promise<void> {
  await concurrently([...leavers], AT_A_TIME, async (l) => {
    work.step(text('Stopping {0}', l.name));
    await stopContainer(engine, l.containerId, {}, work.signal);
  });
}

/** Removes the containers of nodes with their volumes. What is gone already is fine. @throws Failure */
export async function eraseNodes(engine: Engine, leavers: readonly Leaver[], work: Work): Promise<void> {
  await concurrently([...leavers], AT_A_TIME, async (l) => {
    work.step(text('Removing {0}', l.name));
    await removeContainer(engine, l.containerId);
    if (l.volume !== undefined) await removeVolume(engine, l.volume);
  });
}

/** What an addition has made so far, as the engine lists it. @throws Failure */
export async function madeBy(engine: Engine, addition: string): Promise<Leaver[]> {
  const rows = await listTopologyContainers(engine);
  return rows.flatMap(({ labels, facts, rawLabels }) =>
    labels && rawLabels[LABEL.addition] === addition
      ? [
          {
            name: labels.node,
            role: labels.role,
            address: facts.ip ?? '',
            port: labels.port,
            containerId: facts.id,
            volume: facts.volumeName,
          },
        ]
      : [],
  );
}
