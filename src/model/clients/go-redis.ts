import { hostPort, indented, joined } from './lines';
import { allMapped, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

/**
 * Code for go-redis 9. Its Dialer translates addresses: of the nodes of a cluster, and in a failover client of sentinels
 * and masters alike, also of sentinels that it has from others (`sentinelOptions`, `masterReplicaDialer` in
 * https://github.com/redis/go-redis/blob/master/sentinel.go). `TLSConfig` counts only without a dialer of one's own.
 */
export function goRedisCode(way: WayIn): string {
  const mapped = way.natMap.length > 0;
  const common = [
    way.user && `Username: "${way.user}",`,
    way.password && `Password: os.Getenv("${PASSWORD_VARIABLE}"),`,
    mapped && 'Dialer:   dial,',
    way.tls && !mapped && 'TLSConfig: trusted(),',
  ];
  return joined(
    'package main',
    '',
    'import (',
    ...indented(4, [
      '"context"',
      way.tls && '"crypto/tls"',
      way.tls && '"crypto/x509"',
      '"fmt"',
      mapped && '"net"',
      (way.password || way.tls) && '"os"',
    ]),
    '',
    '    "github.com/redis/go-redis/v9"',
    ')',
    '',
    ...(way.tls ? TRUSTED : []),
    ...(mapped ? dialer(way) : []),
    'func main() {',
    '    ctx := context.Background()',
    ...indented(4, client(way, common)),
    '    defer client.Close()',
    '    if err := client.Set(ctx, "greeting", "hello", 0).Err(); err != nil {',
    '        panic(err)',
    '    }',
    '    fmt.Println(client.Get(ctx, "greeting").Val())',
    '}',
  );
}

function client(way: WayIn, common: readonly (string | false | undefined)[]): string[] {
  const strings = (lines: readonly string[]) => lines.map((line) => `"${line}",`);
  switch (way.shape) {
    case 'cluster':
      return [
        'client := redis.NewClusterClient(&redis.ClusterOptions{',
        '    Addrs: []string{',
        ...indented(8, strings(way.nodes.map(hostPort))),
        '    },',
        ...indented(4, common),
        '})',
      ];
    case 'sentinel':
      return [
        'client := redis.NewFailoverClient(&redis.FailoverOptions{',
        `    MasterName: "${way.masterName}",`,
        '    SentinelAddrs: []string{',
        ...indented(8, strings(way.sentinels.map(hostPort))),
        '    },',
        ...indented(4, [
          way.user && `SentinelUsername: "${way.user}",`,
          way.user && `SentinelPassword: os.Getenv("${PASSWORD_VARIABLE}"),`,
        ]),
        ...indented(4, common),
        '})',
      ];
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return [
        'client := redis.NewClient(&redis.Options{',
        ...indented(4, [`Addr:     "${hostPort(master)}",`, ...common]),
        '})',
      ];
    }
  }
}

const TRUSTED = [
  'func trusted() *tls.Config {',
  `    certificate, err := os.ReadFile(os.Getenv("${CA_VARIABLE}"))`,
  '    if err != nil {',
  '        panic(err)',
  '    }',
  '    roots := x509.NewCertPool()',
  '    roots.AppendCertsFromPEM(certificate)',
  '    return &tls.Config{RootCAs: roots}',
  '}',
  '',
];

/** A dialer of one's own sees to TLS itself. */
function dialer(way: WayIn): string[] {
  return [
    'var reachedAt = map[string]string{',
    ...allMapped(way).map(({ inside, outside }) => `    "${hostPort(inside)}": "${hostPort(outside)}",`),
    '}',
    '',
    'func dial(ctx context.Context, network, address string) (net.Conn, error) {',
    '    if mapped, ok := reachedAt[address]; ok {',
    '        address = mapped',
    '    }',
    `    return (&${way.tls ? 'tls.Dialer{Config: trusted()}' : 'net.Dialer{}'}).DialContext(ctx, network, address)`,
    '}',
    '',
  ];
}
