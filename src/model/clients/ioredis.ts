import { indented, joined } from './lines';
import { type Address, type Mapped, PASSWORD_VARIABLE, type WayIn } from './way-in';

const password = `password: process.env.${PASSWORD_VARIABLE},`;
const address = ({ host, port }: Address) => `{ host: '${host}', port: ${port} }`;
const list = (addresses: readonly Address[]) => addresses.map((a) => `${address(a)},`);

function natMap(map: readonly Mapped[]): string[] {
  if (map.length === 0) return [];
  return [
    'natMap: {',
    ...map.map(({ inside, outside }) => `  '${inside.host}:${inside.port}': ${address(outside)},`),
    '},',
  ];
}

/** Code for ioredis 5 (https://github.com/redis/ioredis): Cluster, sentinels and natMap as its README has them. */
export function ioredisCode(way: WayIn): string {
  switch (way.shape) {
    case 'cluster':
      return joined(
        "import { Cluster } from 'ioredis';",
        '',
        'const redis = new Cluster(',
        '  [',
        ...indented(4, list(way.nodes)),
        '  ],',
        '  {',
        ...indented(4, [way.password && `redisOptions: { password: process.env.${PASSWORD_VARIABLE} },`]),
        ...indented(4, natMap(way.natMap)),
        '  },',
        ');',
        '',
        "await redis.set('greeting', 'hello');",
        "console.log(await redis.get('greeting'));",
        'await redis.quit();',
      );
    case 'sentinel':
      return joined(
        "import { Redis } from 'ioredis';",
        '',
        'const redis = new Redis({',
        `  name: '${way.masterName}',`,
        '  sentinels: [',
        ...indented(4, list(way.sentinels)),
        '  ],',
        ...indented(2, [way.password && password]),
        ...indented(2, natMap(way.natMap)),
        '});',
        '',
        "await redis.set('greeting', 'hello');",
        "console.log(await redis.get('greeting'));",
        'await redis.quit();',
      );
    case 'replication': {
      const [master, replica] = way.nodes;
      return joined(
        "import { Redis } from 'ioredis';",
        '',
        `const master = new Redis({ host: '${master?.host}', port: ${master?.port}${passwordIn(way)} });`,
        replica &&
          `const replica = new Redis({ host: '${replica.host}', port: ${replica.port}${passwordIn(way)} });`,
        '',
        "await master.set('greeting', 'hello');",
        replica && '// The replica may be a moment behind.',
        replica && 'await master.wait(1, 1000);',
        `console.log(await ${replica ? 'replica' : 'master'}.get('greeting'));`,
        'await master.quit();',
        replica && 'await replica.quit();',
      );
    }
  }
}

const passwordIn = (way: WayIn) => (way.password ? `, password: process.env.${PASSWORD_VARIABLE}` : '');
