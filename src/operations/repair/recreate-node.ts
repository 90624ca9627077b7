import { type ContainerDifference, replaceContainer } from '../../docker/container-replace';
import { inspectContainer } from '../../docker/containers';
import { copyFolder } from '../../docker/copy-folder';
import type { Engine } from '../../docker/engine';
import { putFiles, readFile } from '../../docker/files';
import { shortId } from '../../docker/short-id';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
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
 * Puts a container with the same data in a node's place. Nothing is lost when it does not work: the data is saved
 * before, and the old container, which is kept until the new one has answered, takes its place again.
 * @throws Failure
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
  const { difference, fill } = await changes(engine, node, step);
  const oldId = node.container.id;
  try {
    const replacement = await replaceContainer(engine, oldId, difference, fill);
    try {
      await awaitServer(lab, topology.id, node, replacement.id, work.signal);
    } catch (error) {
      await replacement.rollback();
      throw notAnswering(node, error);
    }
    await replacement.commit();
  } catch (error) {
    // The old one runs again, and may have forgotten whose replica it was. What it lacks then is the lesser news.
    await awaitServer(lab, topology.id, node, oldId, NEVER).catch((again: unknown) =>
      lab.log.warn(`${node.name} after its return: ${reasonOf(again)}`),
    );
    throw error;
  } finally {
    await lab.relist();
  }
}

/** A node that was taken away is brought back, whatever the user wants meanwhile. */
const NEVER: AbortSignal = new AbortController().signal;

function notAnswering(node: NodeSnapshot, error: unknown): unknown {
  if (error instanceof Cancelled) return error;
  return new Failure(text('The new container of {0} did not answer; the old one is back', node.name), {
    why: reasonOf(error),
    remedies: ['showLog'],
    cause: error,
  });
}

interface Changes {
  readonly difference: ContainerDifference;
  readonly fill: (newId: string) => Promise<void>;
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
        fill: (newId) => copyFolder(engine, oldId, newId, folder),
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
    fill: (newId) => putFiles(engine, newId, OWN_FOLDER, [file]),
  };
}

/** A volume of that name exists for no other container. */
const volumeName = ({ container }: NodeSnapshot) => `${container.name}-${shortId(container.id)}`;
