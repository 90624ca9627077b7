import { indented, joined } from './lines';
import { CA_VARIABLE, PASSWORD_VARIABLE, type WayIn } from './way-in';

const use = ["client.set('greeting', 'hello')", "print(client.get('greeting'))"];
const FROM_ENV = `os.environ['${PASSWORD_VARIABLE}']`;
const TRUST = `ssl=True, ssl_ca_certs=os.environ['${CA_VARIABLE}']`;

/** How a client logs in and what it trusts; undefined where neither matters. */
function accessFrom({ password, user, tls }: WayIn): string | undefined {
  const parts = [user && `username='${user}'`, password && `password=${FROM_ENV}`, tls && TRUST];
  const there = parts.filter((part) => part);
  return there.length === 0 ? undefined : `${there.join(', ')},`;
}

/** The same at sentinels, which ask for no password unless there are users. */
function sentinelAccess({ user, tls }: WayIn): string | undefined {
  const parts = [
    user && `'username': '${user}', 'password': ${FROM_ENV}`,
    tls && `'ssl': True, 'ssl_ca_certs': os.environ['${CA_VARIABLE}']`,
  ];
  const there = parts.filter((part) => part);
  return there.length === 0 ? undefined : `sentinel_kwargs={${there.join(', ')}},`;
}

const importsOs = ({ password, tls }: WayIn) => password || tls;

/**
 * Code for redis-py (https://github.com/redis/redis-py). Where addresses need translation a cluster takes version 5
 * (`address_remap`); sentinels have no such option, so that their answers are translated by a small class.
 */
export function redisPyCode(way: WayIn): string {
  switch (way.shape) {
    case 'cluster':
      return cluster(way);
    case 'sentinel':
      return sentinel(way);
    case 'replication': {
      const [master = { host: '127.0.0.1', port: 6379 }] = way.nodes;
      return joined(
        importsOs(way) && 'import os',
        importsOs(way) && '',
        'import redis',
        '',
        'client = redis.Redis(',
        ...indented(4, [
          `host='${master.host}',`,
          `port=${master.port},`,
          accessFrom(way),
          'decode_responses=True,',
        ]),
        ')',
        ...use,
      );
    }
  }
}

function remap(way: WayIn): string[] {
  return [
    'REACHED_AT = {',
    ...way.natMap.map(
      ({ inside, outside }) =>
        `    ('${inside.host}', ${inside.port}): ('${outside.host}', ${outside.port}),`,
    ),
    '}',
    '',
  ];
}

function cluster(way: WayIn): string {
  const mapped = way.natMap.length > 0;
  return joined(
    importsOs(way) && 'import os',
    importsOs(way) && '',
    'from redis.cluster import ClusterNode, RedisCluster',
    '',
    ...(mapped ? remap(way) : []),
    'client = RedisCluster(',
    '    startup_nodes=[',
    ...indented(
      8,
      way.nodes.map((a) => `ClusterNode('${a.host}', ${a.port}),`),
    ),
    '    ],',
    ...indented(4, [
      mapped && 'address_remap=lambda address: REACHED_AT.get(address, address),',
      accessFrom(way),
      'decode_responses=True,',
    ]),
    ')',
    ...use,
  );
}

function sentinel(way: WayIn): string {
  const mapped = way.natMap.length > 0;
  const kind = mapped ? 'MappedSentinel' : 'Sentinel';
  return joined(
    importsOs(way) && 'import os',
    importsOs(way) && '',
    'from redis.sentinel import Sentinel',
    '',
    ...(mapped
      ? [
          ...remap(way),
          '',
          'class MappedSentinel(Sentinel):',
          '    def discover_master(self, service_name):',
          '        address = super().discover_master(service_name)',
          '        return REACHED_AT.get(address, address)',
          '',
          '    def discover_slaves(self, service_name):',
          '        return [REACHED_AT.get(a, a) for a in super().discover_slaves(service_name)]',
          '',
          '',
        ]
      : []),
    `sentinel = ${kind}(`,
    '    [',
    ...indented(
      8,
      way.sentinels.map((a) => `('${a.host}', ${a.port}),`),
    ),
    '    ],',
    ...indented(4, [sentinelAccess(way), accessFrom(way), 'decode_responses=True,']),
    ')',
    `client = sentinel.master_for('${way.masterName}')`,
    ...use,
  );
}
