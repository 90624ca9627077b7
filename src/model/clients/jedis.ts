import { indented, joined } from './lines';
import { type Address, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

const hostAndPort = ({ host, port }: Address) => `new HostAndPort("${host}", ${port})`;
const passwordFrom = ({ user, password }: WayIn) =>
  password && `${user ? `.user("${user}")` : ''}.password(System.getenv("${PASSWORD_VARIABLE}"))`;

/**
 * Code for Jedis from 7.2 on: its RedisClient, RedisClusterClient and RedisSentinelClient took the places of JedisPooled,
 * JedisCluster and JedisSentinelPool, which are deprecated or gone (https://github.com/redis/jedis/pull/4355 and 4488).
 * What builders take: src/main/java/redis/clients/jedis/builders. The mapper of a client's configuration translates
 * whatever it connects to (DefaultJedisSocketFactory); sentinels, with a configuration of their own, are those given.
 */
export function jedisCode(way: WayIn): string {
  return joined(
    way.natMap.length > 0 && 'import java.util.Map;',
    way.shape !== 'replication' && 'import java.util.Set;',
    'import redis.clients.jedis.*;',
    '',
    ...config(way),
    ...client(way),
    '    redis.set("greeting", "hello");',
    '    System.out.println(redis.get("greeting"));',
    '}',
  );
}

/** The beginning of the block in which the client is open. */
function client(way: WayIn): string[] {
  switch (way.shape) {
    case 'cluster':
      return [
        'try (RedisClusterClient redis = RedisClusterClient.builder()',
        ...setOf('nodes', way.nodes),
        '        .clientConfig(config)',
        '        .build()) {',
      ];
    case 'sentinel':
      return [
        'JedisClientConfig sentinelConfig = DefaultJedisClientConfig.builder()',
        ...indented(4, [way.tls && '.ssl(true)', way.user !== undefined && passwordFrom(way)]),
        '    .build();',
        'try (RedisSentinelClient redis = RedisSentinelClient.builder()',
        `        .masterName("${way.masterName}")`,
        ...setOf('sentinels', way.sentinels),
        '        .clientConfig(config)',
        '        .sentinelClientConfig(sentinelConfig)',
        '        .build()) {',
      ];
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return [
        'try (RedisClient redis = RedisClient.builder()',
        `        .hostAndPort("${master.host}", ${master.port})`,
        '        .clientConfig(config)',
        '        .build()) {',
      ];
    }
  }
}

const setOf = (method: string, addresses: readonly Address[]) => [
  `        .${method}(Set.of(`,
  ...indented(12, separated(addresses.map(hostAndPort))),
  '        ))',
];

const separated = (lines: readonly string[]) =>
  lines.map((line, i) => (i === lines.length - 1 ? line : `${line},`));

/** The JVM trusts what its trust store holds. */
const TRUST = [
  `// keytool -importcert -noprompt -alias redis -file "$${CA_VARIABLE}" -keystore redis.p12 -storepass changeit`,
  '// java -Djavax.net.ssl.trustStore=redis.p12 -Djavax.net.ssl.trustStorePassword=changeit …',
];

function config(way: WayIn): string[] {
  const mapped = way.natMap.length > 0;
  const entries = way.natMap.map(
    ({ inside, outside }) => `Map.entry(${hostAndPort(inside)}, ${hostAndPort(outside)})`,
  );
  return [
    ...(mapped
      ? ['Map<HostAndPort, HostAndPort> reachedAt = Map.ofEntries(', ...indented(4, separated(entries)), ');']
      : []),
    ...(way.tls ? TRUST : []),
    'JedisClientConfig config = DefaultJedisClientConfig.builder()',
    ...indented(4, [
      way.tls && '.ssl(true)',
      passwordFrom(way),
      mapped && '.hostAndPortMapper(address -> reachedAt.getOrDefault(address, address))',
    ]),
    '    .build();',
  ];
}
