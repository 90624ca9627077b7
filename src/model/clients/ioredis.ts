import { indented, joined } from './lines';
import { type Address, allMapped, CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

const FROM_ENV = `process.env.${PASSWORD_VARIABLE}`;
const address = ({ host, port }: Address) => `{ host: '${host}', port: ${port} }`;
const list = (addresses: readonly Address[]) => addresses.map((a) => `${address(a)},`);

/** Sentinels are in it too: ioredis asks one for the others, and goes to these when it fails (updateSentinels). */
function natMap(way: WayIn): string[] {
  const map = allMapped(way);
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
        ...imports('Cluster', way),
        'const redis = new Cluster(',
        '  [',
        ...indented(4, list(way.nodes)),
        '  ],',
        '  {',
        ...indented(4, [options(way) !== '' && `redisOptions: { ${options(way)} },`]),
        ...indented(4, natMap(way)),
        '  },',
        ');',
        '',
        "await redis.set('greeting', 'hello');",
        "console.log(await redis.get('greeting'));",
        'await redis.quit();',
      );
    case 'sentinel':
      return joined(
        ...imports('Redis', way),
        'const redis = new Redis({',
        `  name: '${way.masterName}',`,
        '  sentinels: [',
        ...indented(4, list(way.sentinels)),
        '  ],',
        ...indented(2, [options(way) !== '' && `${options(way)},`, ...sentinelOptions(way)]),
        ...indented(2, natMap(way)),
        '});',
        '',
        "await redis.set('greeting', 'hello');",
        "console.log(await redis.get('greeting'));",
        'await redis.quit();',
      );
    case 'replication': {
      const [master, replica] = way.nodes;
      return joined(
        ...imports('Redis', way),
        `const master = new Redis({ host: '${master?.host}', port: ${master?.port}${optionsIn(way)} });`,
        replica &&
          `const replica = new Redis({ host: '${replica.host}', port: ${replica.port}${optionsIn(way)} });`,
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

function imports(what: string, { tls }: WayIn): string[] {
  const ioredis = `import { ${what} } from 'ioredis';`;
  if (!tls) return [ioredis, ''];
  const trusted = `const tls = { ca: readFileSync(process.env.${CA_VARIABLE}) };`;
  return ["import { readFileSync } from 'node:fs';", ioredis, '', trusted];
}

/** How a client logs in and what it trusts; empty where neither matters. */
function options({ user, password, tls }: WayIn): string {
  const parts = [user && `username: '${user}'`, password && `password: ${FROM_ENV}`, tls && 'tls'];
  return parts.filter((part) => part).join(', ');
}

const sentinelOptions = ({ user, tls }: WayIn) => [
  ...(user ? [`sentinelUsername: '${user}',`, `sentinelPassword: ${FROM_ENV},`] : []),
  ...(tls ? ['enableTLSForSentinelMode: true,', 'sentinelTLS: tls,'] : []),
];

const optionsIn = (way: WayIn) => (options(way) === '' ? '' : `, ${options(way)}`);
