import { posix } from 'node:path';
import { createContainer, startContainer } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { putFiles } from '../docker/files';
import { LABEL, writeNodeLabels } from '../docker/labels';
import { postMortem } from '../docker/post-mortem';
import { DATA_DIR, type PlannedNode } from '../model/plan';
import { ownLogin, type Secrets } from '../model/secrets';
import type { Spec } from '../model/spec';
import { text } from '../model/text';
import { NodeConnection } from '../redis/connection';
import { type ContainerSettings, limitsFrom, USUAL_CONTAINERS } from '../topology/container-settings';
import { targetOf } from '../topology/targets';
import { concurrently } from './concurrently';
import type { Member } from './member';
import { SERVER_GID, SERVER_UID, type ServerUser } from './server-user';
import type { Work } from './work';

/** Three at a time are as quick as all at once: the engine sets networks up one by one. */
const AT_A_TIME = 3;

/** What is to be started, for which topology. */
export interface Launching {
  readonly topologyId: string;
  readonly spec: Spec;
  readonly network: string;
  readonly nodes: readonly PlannedNode[];
  /** As whom its servers run. */
  readonly runsAs: ServerUser;
  /** What its containers may use, and where their ports are published. */
  readonly containers: ContainerSettings;
  /** Which addition to a topology that stands already; undefined: the topology itself is being made. */
  readonly addition: string | undefined;
}

/** Makes and starts every container. @param opened gets each connection, for whoever closes them */
export async function launch(
  engine: Engine,
  what: Launching,
  secrets: Secrets,
  work: Work,
  opened: NodeConnection[],
): Promise<Member[]> {
  const members = new Map<PlannedNode, Member>();
  let count = 0;
  await concurrently([...what.nodes], AT_A_TIME, async (node) => {
    work.step(text('Starting {0} ({1} of {2})', node.name, ++count, what.nodes.length));
    const containerId = await createNode(engine, what, node, work.signal);
    await startContainer(engine, containerId, work.signal);
    members.set(node, connectTo(engine, node, containerId, secrets, opened, secrets.issuer?.certificate));
  });
  return what.nodes.flatMap((node) => members.get(node) ?? []);
}

/** What of a node must be known to talk to its server. */
export type Reachable = Pick<PlannedNode, 'name' | 'role' | 'shard' | 'port' | 'address' | 'container'>;

/**
 * A node that no snapshot knows as a member, over a connection of its own.
 * @param authority certificate of the topology's authority; undefined: it has no TLS
 */
export function connectTo(
  engine: Engine,
  node: Reachable,
  containerId: string,
  secrets: Secrets,
  opened: NodeConnection[],
  authority: string | undefined,
): Member {
  const login = ownLogin(secrets, node.role);
  const tls = authority === undefined ? undefined : { authority, name: node.container };
  const target = targetOf(
    engine,
    reachable(node, containerId),
    async () => login,
    async () => tls,
  );
  const connection = new NodeConnection(target);
  opened.push(connection);
  const { name, role, shard, address, port } = node;
  return {
    name,
    role,
    shard,
    address,
    port,
    containerId,
    connection,
    postMortem: () => postMortem(engine, containerId),
  };
}

async function createNode(
  engine: Engine,
  what: Launching,
  node: PlannedNode,
  signal: AbortSignal,
): Promise<string> {
  const { spec, topologyId, network, runsAs, containers } = what;
  const containerId = await createContainer(
    engine,
    {
      name: node.container,
      image: spec.image,
      command: node.command,
      labels: writeNodeLabels({
        topology: topologyId,
        name: spec.name,
        shape: spec.shape,
        node: node.name,
        role: node.role,
        index: node.index,
        shard: node.shard,
        port: node.port,
        nodes: what.nodes.length,
        addition: what.addition,
        spec,
      }),
      network: { name: network, ip: node.address, aliases: [node.name] },
      publish: [{ port: node.port, hostIp: containers.publishOn }],
      ...runsAs,
      limits: limitsFrom(containers),
      volume: {
        name: node.volume,
        target: DATA_DIR,
        labels: { [LABEL.topology]: topologyId, [LABEL.name]: spec.name },
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
  const folders = [...new Set(node.files.map((f) => posix.dirname(f.name)))]
    .filter((path) => path !== '.')
    .map((path) => ({ path, mode: 0o700, uid: SERVER_UID, gid: SERVER_GID }));
  await putFiles(engine, containerId, DATA_DIR, files, { folders, signal });
  return containerId;
}

/** A node that was just started, as far as reaching it goes. */
function reachable(node: Reachable, containerId: string): Parameters<typeof targetOf>[1] {
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
      // The usual one; where it is another, the tunnel serves for as long as it is not listed.
      publishedOn: USUAL_CONTAINERS.publishOn,
      networkName: undefined,
      volumeName: undefined,
    },
  };
}
