import type { ContainerDifference } from '../../docker/container-likeness';
import { type Replacement, replaceContainer } from '../../docker/container-replace';
import { inspectContainer } from '../../docker/containers';
import { copyFolder } from '../../docker/copy-folder';
import type { Engine } from '../../docker/engine';
import { putFiles, readFile } from '../../docker/files';
import { shortId } from '../../docker/short-id';
import { Failure, reasonOf } from '../../model/failure';
import { moveSentinelFile } from '../../model/repair/sentinel-file';
import type { RecreateStep } from '../../model/repair/step';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { SERVER_GID, SERVER_UID } from '../server-user';
import type { Work } from '../work';
import { awaitServer } from './await-server';
import { saveData } from './save-data';

/** The folder that the images give to the server's user. */
const OWN_FOLDER = '/data';
const FILE = 'sentinel.conf';

/**
 * Puts a container with the same data in a node's place. Nothing is lost when it does not work, or is cancelled: the data
 * is saved before, and the old container, which is kept until the new one has answered, takes its place again.
 * @throws Failure, Cancelled
 */
export async function recreateNode(
  lab: Lab,
  topology: TopologySnapshot,
  step: RecreateStep,
  work: Work,
): Promise<void> {
  const engine = await lab.connect();
  const node = topology.nodes.find((n) => n.id === step.node.id);
  if (!node) throw new Failure(text('There is no node {0} any more.', step.node.name));
  await saveData(lab, node);
  try {
    const replacement = await answeringReplacement(lab, engine, topology.id, node, step, work.signal).catch(
      async (error: unknown) => {
        await returned(lab, topology.id, node);
        throw error;
      },
    );
    await replacement.commit();
  } finally {
    await lab.relist();
  }
}

async function answeringReplacement(
  lab: Lab,
  engine: Engine,
  topologyId: string,
  node: NodeSnapshot,
  step: RecreateStep,
  signal: AbortSignal,
): Promise<Replacement> {
  const { difference, fill } = await changes(engine, node, step);
  const replacement = await replaceContainer(engine, node.container.id, difference, fill, signal);
  try {
    // Once it runs it may have taken writes that the old one lacks: no wish to cancel, only its silence, leads back.
    await awaitServer(lab, topologyId, node, replacement.id);
    return replacement;
  } catch (error) {
    await replacement.rollback(error);
    throw notAnswering(node, error);
  }
}

/** The old one runs again, and may have forgotten whose replica it was. What it lacks then is the lesser news. */
async function returned(lab: Lab, topologyId: string, node: NodeSnapshot): Promise<void> {
  if (node.container.state !== 'running') return;
  await awaitServer(lab, topologyId, node, node.container.id).catch((error: unknown) =>
    lab.log.warn(`${node.name} after its return: ${reasonOf(error)}`),
  );
}

function notAnswering(node: NodeSnapshot, error: unknown): Failure {
  return new Failure(text('The new container of {0} did not answer; the old one is back', node.name), {
    why: reasonOf(error),
    remedies: ['showLog'],
    cause: error,
  });
}

interface Changes {
  readonly difference: ContainerDifference;
  readonly fill: (newId: string, signal: AbortSignal) => Promise<void>;
}

/** What is other in the new container, and what is put into it. */
async function changes(engine: Engine, node: NodeSnapshot, { change }: RecreateStep): Promise<Changes> {
  const oldId = node.container.id;
  const nothing = async () => {};
  switch (change.kind) {
    case 'sentinelFile':
      return sentinelChanges(engine, node, change.path);
    case 'volume': {
      const folder = node.evidence?.config?.dir || OWN_FOLDER;
      return {
        difference: { volume: { name: volumeName(node), target: folder } },
        fill: (newId, signal) => copyFolder(engine, oldId, newId, folder, signal),
      };
    }
    case 'fixedAddress':
      return { difference: { fixedAddress: true }, fill: nothing };
    case 'publish':
      return { difference: { publish: { port: node.port, hostIp: '127.0.0.1' } }, fill: nothing };
  }
}

/** The file as it is, with what the sentinel could not save, in the server's own folder, on a volume of its own. */
async function sentinelChanges(engine: Engine, node: NodeSnapshot, path: string): Promise<Changes> {
  const content = await readFile(engine, node.container.id, path);
  if (!content)
    throw new Failure(text('{0} has no file {1} any more', node.name, path), { remedies: ['showLog'] });
  const { Mounts } = await inspectContainer(engine, node.container.id);
  const kept = (Mounts ?? []).some(
    (m) => m.Destination === OWN_FOLDER && (m.Type === 'bind' || !/^[0-9a-f]{64}$/.test(m.Name ?? '')),
  );
  const unsaved = node.answer.kind === 'sentinel' ? node.answer : undefined;
  const file = {
    path: FILE,
    content: moveSentinelFile(content.toString('utf8'), unsaved),
    mode: 0o600,
    uid: SERVER_UID,
    gid: SERVER_GID,
  };
  return {
    difference: {
      replaceArguments: new Map([[path, `${OWN_FOLDER}/${FILE}`]]),
      unmount: path,
      ...(kept ? {} : { volume: { name: volumeName(node), target: OWN_FOLDER } }),
    },
    fill: (newId, signal) => putFiles(engine, newId, OWN_FOLDER, [file], { signal }),
  };
}

/** A volume of that name exists for no other container. */
const volumeName = ({ container }: NodeSnapshot) => `${container.name}-${shortId(container.id)}`;
