import { hostPort, indented, joined } from './lines';
import { type Address, allMapped, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

/** How a client logs in and what it trusts; empty where neither matters. */
function options({ user, password, tls }: WayIn): string {
  const parts = [
    user && `username: '${user}'`,
    password && `password: process.env.${PASSWORD_VARIABLE}`,
    tls && 'socket',
  ];
  return parts.filter((part) => part).join(', ');
}

function imports(what: string, { tls }: WayIn): string[] {
  const redis = `import { ${what} } from 'redis';`;
  if (!tls) return [redis, ''];
  const trusted = `const socket = { tls: true, ca: readFileSync(process.env.${CA_VARIABLE}) };`;
  return ["import { readFileSync } from 'node:fs';", redis, '', trusted];
}

const url = ({ tls }: WayIn, address: Address) => `${tls ? 'rediss' : 'redis'}://${hostPort(address)}`;
/** Without a listener the first lost connection ends the program (README.md, “Events”). */
const use = [
  "client.on('error', (error) => console.error(error));",
  '',
  'await client.connect();',
  "await client.set('greeting', 'hello');",
  "console.log(await client.get('greeting'));",
];

/** Sentinels are in it too: each is asked for the others, which take its place when it fails (sentinel/index.ts). */
function addressMap(way: WayIn): string[] {
  const map = allMapped(way);
  if (map.length === 0) return [];
  return [
    'nodeAddressMap: {',
    ...map.map(
      ({ inside, outside }) =>
        `  '${inside.host}:${inside.port}': { host: '${outside.host}', port: ${outside.port} },`,
    ),
    '},',
  ];
}

/** Without users sentinels ask for no password. */
const atSentinel = (way: WayIn) => options({ ...way, password: way.user !== undefined });

/**
 * Code for node-redis from 5.11 on, the first whose `createSentinel` has an address map
 * (https://github.com/redis/node-redis/pull/3145). Sources: its docs/clustering.md, docs/sentinel.md,
 * docs/client-configuration.md (`socket.tls` and what goes with it to tls.connect); a socket in `defaults` is merged with
 * each node's address (lib/cluster/cluster-slots.ts), and sentinel options must not have a URL (lib/sentinel/index.ts).
 */
export function nodeRedisCode(way: WayIn): string {
  switch (way.shape) {
    case 'cluster':
      return joined(
        ...imports('createCluster', way),
        'const client = createCluster({',
        '  rootNodes: [',
        ...indented(
          4,
          way.nodes.map((a) => `{ url: '${url(way, a)}' },`),
        ),
        '  ],',
        ...indented(2, [options(way) !== '' && `defaults: { ${options(way)} },`]),
        ...indented(2, addressMap(way)),
        '});',
        ...use,
        'await client.close();',
      );
    case 'sentinel':
      return joined(
        ...imports('createSentinel', way),
        'const client = createSentinel({',
        `  name: '${way.masterName}',`,
        '  sentinelRootNodes: [',
        ...indented(
          4,
          way.sentinels.map((a) => `{ host: '${a.host}', port: ${a.port} },`),
        ),
        '  ],',
        ...indented(2, [
          options(way) !== '' && `nodeClientOptions: { ${options(way)} },`,
          atSentinel(way) !== '' && `sentinelClientOptions: { ${atSentinel(way)} },`,
        ]),
        ...indented(2, addressMap(way)),
        '});',
        ...use,
        'await client.close();',
      );
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return joined(
        ...imports('createClient', way),
        `const client = createClient({ url: '${url(way, master)}'${options(way) === '' ? '' : `, ${options(way)}`} });`,
        ...use,
        'await client.close();',
      );
    }
  }
}
