import type { Engine } from '../docker/engine';
import { openTunnel } from '../docker/tunnel';
import type { Login } from '../model/secrets';
import type { NodeSnapshot } from '../model/snapshot';
import type { Identity } from '../redis/secure';
import type { Target } from '../redis/target';

/**
 * The ways to a node's server: its published port, its address if the engine is here, a tunnel through the engine.
 * @param tls gives by what it is known over TLS; undefined: it does not speak TLS
 */
export function targetOf(
  engine: Engine,
  node: Pick<NodeSnapshot, 'name' | 'port' | 'container'>,
  login: () => Promise<Login | undefined>,
  tls?: () => Promise<Identity | undefined>,
): Target {
  const { id, ip, publishedPort, publishedOn } = node.container;
  // On another machine's loopback: here that port may be somebody else's.
  const hidden = !engine.local && isLoopback(publishedOn);
  return {
    key: `${id} ${ip} ${publishedPort}`,
    name: node.name,
    published:
      publishedPort === undefined || hidden ? undefined : { host: engine.portHost, port: publishedPort },
    address: engine.local && ip !== undefined ? { host: ip, port: node.port } : undefined,
    tunnel: () => openTunnel(engine, id, node.port),
    login,
    ...(tls && { tls }),
  };
}

/** One server, one connection: a sentinel that stands in several topologies too. */
export const connectionKey = ({ container, port }: Pick<NodeSnapshot, 'container' | 'port'>): string =>
  `${container.id}:${port}`;

const isLoopback = (address = '') => address.startsWith('127.') || address === '::1';
