import { hostPort, indented, joined } from './lines';
import { type Address, allMapped, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

/**
 * Code for StackExchange.Redis 2.6 and later, with TLS 2.7. A Tunnel translates addresses
 * (https://github.com/StackExchange/StackExchange.Redis/blob/main/src/StackExchange.Redis/Configuration/Tunnel.cs);
 * with `ServiceName` what is connected to are sentinels, and the connection that comes of it is the master's
 * (ConnectionMultiplexer.Sentinel.cs); `TrustIssuer` takes the path of a certificate (ConfigurationOptions.cs).
 */
export function stackExchangeCode(way: WayIn): string {
  const mapped = way.natMap.length > 0;
  const seeds = way.shape === 'sentinel' ? way.sentinels : way.nodes;
  return joined(
    mapped && 'using System.Net;',
    mapped && 'using StackExchange.Redis.Configuration;',
    'using StackExchange.Redis;',
    '',
    'var options = new ConfigurationOptions',
    '{',
    '    EndPoints =',
    '    {',
    ...indented(
      8,
      seeds.map(({ host, port }) => `{ "${host}", ${port} },`),
    ),
    '    },',
    ...indented(4, [
      way.shape === 'sentinel' && `ServiceName = "${way.masterName}",`,
      way.user && `User = "${way.user}",`,
      way.password && `Password = Environment.GetEnvironmentVariable("${PASSWORD_VARIABLE}"),`,
      way.tls && 'Ssl = true,',
      mapped && 'Tunnel = new Mapping(),',
    ]),
    '};',
    way.tls && `options.TrustIssuer(Environment.GetEnvironmentVariable("${CA_VARIABLE}")!);`,
    'await using var redis = await ConnectionMultiplexer.ConnectAsync(options);',
    'var db = redis.GetDatabase();',
    'await db.StringSetAsync("greeting", "hello");',
    'Console.WriteLine(await db.StringGetAsync("greeting"));',
    ...(mapped ? tunnel(way) : []),
  );
}

function tunnel(way: WayIn): string[] {
  return [
    '',
    'class Mapping : Tunnel',
    '{',
    '    static readonly Dictionary<string, EndPoint> ReachedAt = new()',
    '    {',
    ...allMapped(way).map(({ inside, outside }) => `        ["${hostPort(inside)}"] = ${endPoint(outside)},`),
    '    };',
    '',
    '    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancel) =>',
    '        new(ReachedAt.TryGetValue(endpoint.ToString()!, out var mapped) ? mapped : endpoint);',
    '',
    // Abstract in Tunnel: without it this would not compile.
    '    public override string ToString() => "mapping";',
    '}',
  ];
}

/** An engine elsewhere is known by a name. */
const endPoint = ({ host, port }: Address) =>
  isAddress(host)
    ? `new IPEndPoint(IPAddress.Parse("${host}"), ${port})`
    : `new DnsEndPoint("${host}", ${port})`;

const isAddress = (host: string) => host.includes(':') || /^[\d.]+$/.test(host);
