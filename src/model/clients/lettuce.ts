import { indented, joined } from './lines';
import { type Address, PASSWORD_VARIABLE, type WayIn } from './way-in';

const hostAndPort = ({ host, port }: Address) => `HostAndPort.of("${host}", ${port})`;

/** Code for Lettuce 6 (https://github.com/redis/lettuce): MappingSocketAddressResolver translates addresses. */
export function lettuceCode(way: WayIn): string {
  const imports = [
    'import io.lettuce.core.*;',
    way.shape === 'cluster' && 'import io.lettuce.core.cluster.RedisClusterClient;',
    way.natMap.length > 0 && 'import io.lettuce.core.internal.HostAndPort;',
    way.natMap.length > 0 && 'import io.lettuce.core.resource.*;',
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
    'try (var connection = client.connect()) {',
    '    connection.sync().set("greeting", "hello");',
    '    System.out.println(connection.sync().get("greeting"));',
    '}',
    'client.shutdown();',
  );
}

const passwordFrom = `.withPassword(System.getenv("${PASSWORD_VARIABLE}").toCharArray())`;

function uri(way: WayIn): string[] {
  const one = ({ host, port }: Address) =>
    `RedisURI.builder().withHost("${host}").withPort(${port})${way.password ? passwordFrom : ''}.build()`;
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
      const [first, ...more] = way.sentinels;
      return [
        `RedisURI uri = RedisURI.Builder.sentinel("${first?.host}", ${first?.port}, "${way.masterName}")`,
        ...indented(4, [
          ...more.map(({ host, port }) => `.withSentinel("${host}", ${port})`),
          way.password && passwordFrom,
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
