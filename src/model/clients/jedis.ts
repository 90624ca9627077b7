import { indented, joined } from './lines';
import { type Address, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

const hostAndPort = ({ host, port }: Address) => `new HostAndPort("${host}", ${port})`;
const passwordFrom = ({ user, password }: WayIn) =>
  password && `${user ? `.user("${user}")` : ''}.password(System.getenv("${PASSWORD_VARIABLE}"))`;

/** Code for Jedis 5 (https://github.com/redis/jedis). */
export function jedisCode(way: WayIn): string {
  switch (way.shape) {
    case 'cluster':
      return joined(
        'import java.util.Map;',
        'import java.util.Set;',
        'import redis.clients.jedis.*;',
        '',
        ...config(way),
        'try (JedisCluster redis = new JedisCluster(Set.of(',
        ...indented(4, separated(way.nodes.map(hostAndPort))),
        '), config)) {',
        ...use,
        '}',
      );
    case 'sentinel':
      return joined(
        'import java.util.Map;',
        'import java.util.Set;',
        'import redis.clients.jedis.*;',
        '',
        ...config(way),
        `JedisClientConfig sentinels = DefaultJedisClientConfig.builder()${way.tls ? '.ssl(true)' : ''}${(way.user && passwordFrom(way)) || ''}.build();`,
        `try (JedisSentinelPool pool = new JedisSentinelPool("${way.masterName}", Set.of(`,
        ...indented(4, separated(way.sentinels.map(hostAndPort))),
        '), config, sentinels);',
        '     Jedis redis = pool.getResource()) {',
        ...use,
        '}',
      );
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return joined(
        'import redis.clients.jedis.*;',
        '',
        ...config(way),
        `try (JedisPooled redis = new JedisPooled(${hostAndPort(master)}, config)) {`,
        ...use,
        '}',
      );
    }
  }
}

const use = ['    redis.set("greeting", "hello");', '    System.out.println(redis.get("greeting"));'];

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
