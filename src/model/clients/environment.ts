import { hostPort } from './lines';
import type { WayIn } from './way-in';

/** The environment variables that programs commonly take their Redis from. Without a password: it is added apart. */
export function environmentOf(way: WayIn): Record<string, string> {
  const [first] = way.nodes;
  const found: Record<string, string> = {};
  if (first) {
    found.REDIS_URL = `${way.tls ? 'rediss' : 'redis'}://${way.user ? `${way.user}@` : ''}${hostPort(first)}`;
    if (way.user) found.REDIS_USERNAME = way.user;
    found.REDIS_HOST = first.host;
    found.REDIS_PORT = String(first.port);
  }
  if (way.shape === 'cluster') found.REDIS_CLUSTER_NODES = way.nodes.map(hostPort).join(',');
  if (way.shape === 'sentinel') {
    found.REDIS_SENTINELS = way.sentinels.map(hostPort).join(',');
    found.REDIS_SENTINEL_MASTER = way.masterName;
  }
  return found;
}
