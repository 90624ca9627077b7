import { joined } from './lines';
import { PASSWORD_VARIABLE, type WayIn } from './way-in';

/** Shell lines for redis-cli. It has no address map: where one is needed, this says what to do instead. */
export function redisCliCode(way: WayIn): string {
  const auth = way.password && `export REDISCLI_AUTH="$${PASSWORD_VARIABLE}"`;
  const [first = { host: '127.0.0.1', port: 6379 }] = way.nodes;
  const [sentinel] = way.sentinels;
  switch (way.shape) {
    case 'cluster':
      return joined(auth, `redis-cli -c -h ${first.host} -p ${first.port}`);
    case 'sentinel':
      return joined(
        auth,
        sentinel &&
          `set -- $(REDISCLI_AUTH= redis-cli -h ${sentinel.host} -p ${sentinel.port} SENTINEL GET-MASTER-ADDR-BY-NAME ${way.masterName})`,
        sentinel && way.natMap.length > 0 && 'case "$1:$2" in',
        ...way.natMap.map(
          ({ inside, outside }) =>
            `  ${inside.host}:${inside.port}) set -- ${outside.host} ${outside.port} ;;`,
        ),
        sentinel && way.natMap.length > 0 && 'esac',
        sentinel ? 'redis-cli -h "$1" -p "$2"' : `redis-cli -h ${first.host} -p ${first.port}`,
      );
    case 'replication':
      return joined(auth, `redis-cli -h ${first.host} -p ${first.port}`);
  }
}

/** The addresses as URLs, one a line; sentinels in the form that several clients understand. */
export function urls(way: WayIn): string {
  const at = way.shape === 'sentinel' ? way.sentinels : way.nodes;
  if (way.shape === 'sentinel') {
    return joined(`redis-sentinel://${at.map((a) => `${a.host}:${a.port}`).join(',')}/${way.masterName}`);
  }
  return joined(...at.map(({ host, port }) => `redis://${host}:${port}`));
}
