import { indented, joined } from './lines';
import { type Address, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

const hostAndPort = ({ host, port }: Address) => `HostAndPort.of("${host}", ${port})`;

/**
 * Code for Lettuce 6 and 7. Sources: MappingSocketAddressResolver (since 5.1), `withSentinel(RedisURI)` of RedisURI's
 * builder (since 5.2), `trustManager(File)` of SslOptions with certificates in PEM (since 5.3), all in
 * https://github.com/redis/lettuce. Its sentinels are those that it was given: it asks none for the others.
 */
export function lettuceCode(way: WayIn): string {
  const imports = [
    'import io.lettuce.core.*;',
    way.shape === 'cluster' && way.tls && 'import io.lettuce.core.cluster.ClusterClientOptions;',
    way.shape === 'cluster' && 'import io.lettuce.core.cluster.RedisClusterClient;',
    way.natMap.length > 0 && 'import io.lettuce.core.internal.HostAndPort;',
    way.natMap.length > 0 && 'import io.lettuce.core.resource.*;',
    way.tls && 'import java.io.File;',
    'import java.util.*;',
    '',
  ];
  const client = way.shape === 'cluster' ? 'RedisClusterClient' : 'RedisClient';
  const resources = way.natMap.length > 0 ? 'resources, ' : '';
  const uris = way.shape === 'cluster' ? 'uris' : 'uri';
  return joined(
    ...imports,
    ...resolver(way),
    ...uri(way),
    `${client} client = ${client}.create(${resources}${uris});`,
    ...(way.tls ? trust(way) : []),
    'try (var connection = client.connect()) {',
    '    connection.sync().set("greeting", "hello");',
    '    System.out.println(connection.sync().get("greeting"));',
    '}',
    'client.shutdown();',
    way.natMap.length > 0 && 'resources.shutdown();',
  );
}

function passwordFrom({ user, password }: WayIn): string {
  if (!password) return '';
  const word = `System.getenv("${PASSWORD_VARIABLE}").toCharArray()`;
  return user ? `.withAuthentication("${user}", ${word})` : `.withPassword(${word})`;
}

const ssl = ({ tls }: WayIn) => (tls ? '.withSsl(true)' : '');

function trust({ shape }: WayIn): string[] {
  const options = shape === 'cluster' ? 'ClusterClientOptions' : 'ClientOptions';
  return [
    `client.setOptions(${options}.builder()`,
    `    .sslOptions(SslOptions.builder().trustManager(new File(System.getenv("${CA_VARIABLE}"))).build())`,
    '    .build());',
  ];
}

function uri(way: WayIn): string[] {
  const one = ({ host, port }: Address, login = true) =>
    `RedisURI.builder().withHost("${host}").withPort(${port})${ssl(way)}${login ? passwordFrom(way) : ''}.build()`;
  switch (way.shape) {
    case 'cluster':
      return [
        'List<RedisURI> uris = List.of(',
        ...indented(
          4,
          way.nodes.map((a, i) => `${one(a)}${i === way.nodes.length - 1 ? '' : ','}`),
        ),
        ');',
      ];
    case 'sentinel': {
      if (way.user || way.tls) {
        // Sentinels that want to know who comes, or speak TLS, are URIs of their own.
        return [
          'RedisURI uri = RedisURI.builder()',
          ...indented(4, [
            ...way.sentinels.map((a) => `.withSentinel(${one(a, way.user !== undefined)})`),
            `.withSentinelMasterId("${way.masterName}")`,
            ssl(way) || false,
            passwordFrom(way) || false,
          ]),
          '    .build();',
        ];
      }
      const [first, ...more] = way.sentinels;
      return [
        `RedisURI uri = RedisURI.Builder.sentinel("${first?.host}", ${first?.port}, "${way.masterName}")`,
        ...indented(4, [
          ...more.map(({ host, port }) => `.withSentinel("${host}", ${port})`),
          way.password && passwordFrom(way),
        ]),
        '    .build();',
      ];
    }
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return [`RedisURI uri = ${one(master)};`];
    }
  }
}

function resolver({ natMap }: WayIn): string[] {
  if (natMap.length === 0) return [];
  const entries = natMap.map(
    ({ inside, outside }, i) =>
      `Map.entry(${hostAndPort(inside)}, ${hostAndPort(outside)})${i === natMap.length - 1 ? '' : ','}`,
  );
  return [
    'Map<HostAndPort, HostAndPort> reachedAt = Map.ofEntries(',
    ...indented(4, entries),
    ');',
    'ClientResources resources = ClientResources.builder()',
    '    .socketAddressResolver(MappingSocketAddressResolver.create(',
    '        DnsResolvers.UNRESOLVED, address -> reachedAt.getOrDefault(address, address)))',
    '    .build();',
  ];
}
