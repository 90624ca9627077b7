import { indented, joined } from './lines';
import { type Address, PASSWORD_VARIABLE, type WayIn } from './way-in';

const password = `password: process.env.${PASSWORD_VARIABLE}`;
const url = ({ host, port }: Address) => `redis://${host}:${port}`;
const use = [
  '',
  'await client.connect();',
  "await client.set('greeting', 'hello');",
  "console.log(await client.get('greeting'));",
];

function addressMap(way: WayIn): string[] {
  if (way.natMap.length === 0) return [];
  return [
    'nodeAddressMap: {',
    ...way.natMap.map(
      ({ inside, outside }) =>
        `  '${inside.host}:${inside.port}': { host: '${outside.host}', port: ${outside.port} },`,
    ),
    '},',
  ];
}

/** Code for node-redis 5 (https://github.com/redis/node-redis): docs/clustering.md, docs/sentinel.md. */
export function nodeRedisCode(way: WayIn): string {
  switch (way.shape) {
    case 'cluster':
      return joined(
        "import { createCluster } from 'redis';",
        '',
        'const client = createCluster({',
        '  rootNodes: [',
        ...indented(
          4,
          way.nodes.map((a) => `{ url: '${url(a)}' },`),
        ),
        '  ],',
        ...indented(2, [way.password && `defaults: { ${password} },`]),
        ...indented(2, addressMap(way)),
        '});',
        ...use,
        'await client.close();',
      );
    case 'sentinel':
      return joined(
        "import { createSentinel } from 'redis';",
        '',
        'const client = createSentinel({',
        `  name: '${way.masterName}',`,
        '  sentinelRootNodes: [',
        ...indented(
          4,
          way.sentinels.map((a) => `{ host: '${a.host}', port: ${a.port} },`),
        ),
        '  ],',
        ...indented(2, [way.password && `nodeClientOptions: { ${password} },`]),
        ...indented(2, addressMap(way)),
        '});',
        ...use,
        'await client.close();',
      );
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return joined(
        "import { createClient } from 'redis';",
        '',
        `const client = createClient({ url: '${url(master)}'${way.password ? `, ${password}` : ''} });`,
        ...use,
        'await client.close();',
      );
    }
  }
}
