import { hostPort, indented, joined } from './lines';
import { CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

/** Code for StackExchange.Redis 2.6 and later, with TLS 2.7 (https://stackexchange.github.io/StackExchange.Redis): a Tunnel translates addresses. */
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

function tunnel({ natMap }: WayIn): string[] {
  return [
    '',
    'class Mapping : Tunnel',
    '{',
    '    static readonly Dictionary<string, EndPoint> ReachedAt = new()',
    '    {',
    ...natMap.map(
      ({ inside, outside }) =>
        `        ["${hostPort(inside)}"] = new IPEndPoint(IPAddress.Parse("${outside.host}"), ${outside.port}),`,
    ),
    '    };',
    '',
    '    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancel) =>',
    '        new(ReachedAt.TryGetValue(endpoint.ToString()!, out var mapped) ? mapped : endpoint);',
    '}',
  ];
}
