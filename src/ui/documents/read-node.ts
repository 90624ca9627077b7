import { inspectContainer } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { readFile } from '../../docker/files';
import { Failure, reasonOf } from '../../model/failure';
import { DATA_DIR } from '../../model/plan';
import type { NodeSnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { askDataNode, askSentinel } from './ask-server';
import type { ConfigFile } from './config-section';
import type { Found, NodeFindings, ServerFound } from './node-findings';

/**
 * Finds out everything about a node, now. What cannot be found out is part of the findings, with the cause.
 * @throws Failure only when the engine itself cannot be used
 */
export async function readNode(lab: Lab, node: NodeSnapshot): Promise<NodeFindings> {
  const engine = await lab.connect();
  const [container, server] = await Promise.all([
    found(inspectContainer(engine, node.container.id)),
    askNode(lab, node),
  ]);
  return { at: lab.now(), container, server, file: await configFile(lab, engine, node, server) };
}

function askNode(lab: Lab, node: NodeSnapshot): Promise<Found<ServerFound>> {
  const { state, status } = node.container;
  // A paused server would be asked in vain until the time limit; a stopped one has nowhere to ask.
  if (state !== 'running') {
    return Promise.resolve({
      kind: 'unknown',
      why: text('Not asked: the container is {0} ({1}).', state, status),
    });
  }
  const asking = lab
    .connectionTo(node.id)
    .then((connection) => (node.intended === 'sentinel' ? askSentinel(connection) : askDataNode(connection)));
  return found(asking);
}

/** The file the server names; of a server that does not answer, the one that we would have given it. */
async function configFile(
  lab: Lab,
  engine: Engine,
  node: NodeSnapshot,
  server: Found<ServerFound>,
): Promise<ConfigFile | undefined> {
  const usual = `${DATA_DIR}/${node.intended === 'sentinel' ? 'sentinel.conf' : 'redis.conf'}`;
  const path = server.kind === 'known' ? (server.value.info.get('config_file') ?? '') : usual;
  if (path === '') return undefined;
  try {
    const content = await readFile(engine, node.container.id, path);
    return { path, content: content?.toString('utf8') };
  } catch (error) {
    lab.log.debug(`${node.name}: ${path} could not be read: ${reasonOf(error)}`);
    return { path, content: undefined };
  }
}

async function found<T>(asking: Promise<T>): Promise<Found<T>> {
  try {
    return { kind: 'known', value: await asking };
  } catch (error) {
    return { kind: 'unknown', why: causeOf(error) };
  }
}

function causeOf(error: unknown): Text {
  if (!(error instanceof Failure)) return text('It does not answer: {0}', reasonOf(error));
  return error.why === undefined ? error.what : text('{0}: {1}', error.what, error.why);
}
