import { hostPort, joined } from './lines';
import { CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

/** Shell lines for redis-cli. It has no address map: where one is needed, this says what to do instead. */
export function redisCliCode(way: WayIn): string {
  const auth = way.password && `export REDISCLI_AUTH="$${PASSWORD_VARIABLE}"`;
  const tls = way.tls ? ` --tls --cacert "$${CA_VARIABLE}"` : '';
  const cli = `redis-cli${tls}${way.user ? ` --user ${way.user}` : ''}`;
  // Without users sentinels ask for no password, and refuse one.
  const atSentinel = way.user ? cli : `REDISCLI_AUTH= redis-cli${tls}`;
  const [first = { host: '127.0.0.1', port: 6379 }] = way.nodes;
  const [sentinel] = way.sentinels;
  switch (way.shape) {
    case 'cluster':
      return joined(auth, `${cli} -c -h ${first.host} -p ${first.port}`);
    case 'sentinel':
      return joined(
        auth,
        sentinel &&
          `set -- $(${atSentinel} -h ${sentinel.host} -p ${sentinel.port} SENTINEL GET-MASTER-ADDR-BY-NAME ${way.masterName})`,
        sentinel && way.natMap.length > 0 && 'case "$1:$2" in',
        ...way.natMap.map(
          ({ inside, outside }) =>
            `  ${inside.host}:${inside.port}) set -- ${outside.host} ${outside.port} ;;`,
        ),
        sentinel && way.natMap.length > 0 && 'esac',
        sentinel ? `${cli} -h "$1" -p "$2"` : `${cli} -h ${first.host} -p ${first.port}`,
      );
    case 'replication':
      return joined(auth, `${cli} -h ${first.host} -p ${first.port}`);
  }
}

/** The addresses as URLs, one a line; sentinels in the form that several clients understand. */
export function urls(way: WayIn): string {
  const at = way.shape === 'sentinel' ? way.sentinels : way.nodes;
  const user = way.user ? `${way.user}@` : '';
  const scheme = way.tls ? 'rediss' : 'redis';
  if (way.shape === 'sentinel') {
    return joined(`${scheme}-sentinel://${user}${at.map(hostPort).join(',')}/${way.masterName}`);
  }
  return joined(...at.map((a) => `${scheme}://${user}${hostPort(a)}`));
}
