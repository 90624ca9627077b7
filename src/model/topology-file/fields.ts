import { APP_RIGHTS } from '../acl/users';
import type { Shape } from '../spec';

/** Of what kind the value of a field is, and its least. */
export type Field =
  | { readonly kind: 'number'; readonly least: number }
  | { readonly kind: 'string' }
  | { readonly kind: 'lines' }
  /** Left out where it is not wanted. */
  | { readonly kind: 'true' }
  | { readonly kind: 'one of'; readonly values: readonly string[] };

const number = (least: number): Field => ({ kind: 'number', least });

const COMMON: Readonly<Record<string, Field>> = {
  $schema: { kind: 'string' },
  shape: { kind: 'one of', values: ['replication', 'sentinel', 'cluster'] },
  name: { kind: 'string' },
  image: { kind: 'string' },
  firstPort: number(1024),
  auth: { kind: 'one of', values: ['none', 'password', 'users'] },
  appRights: { kind: 'one of', values: APP_RIGHTS },
  tls: { kind: 'true' },
  persistence: { kind: 'one of', values: ['none', 'aof', 'rdb'] },
  maxmemoryMb: number(1),
  extraConfig: { kind: 'lines' },
};

/** What may stand in a topology file, by shape. `media/redis-topology.schema.json` says the same to the editor. */
export const FIELDS: Readonly<Record<Shape, Readonly<Record<string, Field>>>> = {
  replication: { ...COMMON, replicas: number(1) },
  sentinel: {
    ...COMMON,
    replicas: number(1),
    sentinels: number(1),
    quorum: number(1),
    firstSentinelPort: number(1024),
    downAfterMs: number(100),
    failoverTimeoutMs: number(1000),
    parallelSyncs: number(1),
  },
  cluster: {
    ...COMMON,
    masters: number(3),
    replicasPerMaster: number(0),
    nodeTimeoutMs: number(100),
    clients: { kind: 'one of', values: ['host', 'containers'] },
  },
};
