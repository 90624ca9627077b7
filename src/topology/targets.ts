import type { Engine } from '../docker/engine';
import { openTunnel } from '../docker/tunnel';
import type { NodeSnapshot } from '../model/snapshot';
import type { Target } from '../redis/target';

/** The ways to a node's server: its published port, its address if the engine is here, a tunnel through the engine. */
export function targetOf(
  engine: Engine,
  node: Pick<NodeSnapshot, 'name' | 'port' | 'container'>,
  password: () => Promise<string | undefined>,
): Target {
  const { id, ip, publishedPort } = node.container;
  return {
    key: `${id} ${ip} ${publishedPort}`,
    name: node.name,
    published: publishedPort === undefined ? undefined : { host: engine.portHost, port: publishedPort },
    address: engine.local && ip !== undefined ? { host: ip, port: node.port } : undefined,
    tunnel: () => openTunnel(engine, id, node.port),
    password,
  };
}

/** One server, one connection: a sentinel that stands in several topologies too. */
export const connectionKey = ({ container, port }: Pick<NodeSnapshot, 'container' | 'port'>): string =>
  `${container.id}:${port}`;
