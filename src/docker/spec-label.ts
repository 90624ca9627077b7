import { APP_RIGHTS } from '../model/acl/users';
import type { Shape, Spec } from '../model/spec';

/**
 * The spec that a label carries as JSON. One that is not what its shape needs is none: whoever uses it may rely on
 * the fields being there. Never throws.
 */
export function readSpec(json: string | undefined, shape: Shape): Spec | undefined {
  if (json === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Not JSON: the node is still ours, only how it was asked for is not known.
    return undefined;
  }
  return isSpec(value, shape) ? value : undefined;
}

const NUMBERS: Readonly<Record<Shape, readonly string[]>> = {
  replication: ['replicas'],
  sentinel: [
    'replicas',
    'sentinels',
    'quorum',
    'firstSentinelPort',
    'downAfterMs',
    'failoverTimeoutMs',
    'parallelSyncs',
  ],
  cluster: ['masters', 'replicasPerMaster', 'nodeTimeoutMs'],
};

function isSpec(value: unknown, shape: Shape): value is Spec {
  if (typeof value !== 'object' || value === null) return false;
  const spec = value as Record<string, unknown>;
  const lines = spec.extraConfig;
  return (
    spec.shape === shape &&
    typeof spec.name === 'string' &&
    typeof spec.image === 'string' &&
    (spec.auth === 'none' || spec.auth === 'password' || spec.auth === 'users') &&
    (spec.appRights === undefined || APP_RIGHTS.some((rights) => rights === spec.appRights)) &&
    (spec.tls === undefined || spec.tls === true) &&
    (spec.clients === undefined || spec.clients === 'host' || spec.clients === 'containers') &&
    (spec.persistence === 'none' || spec.persistence === 'aof' || spec.persistence === 'rdb') &&
    (spec.maxmemoryMb === undefined || Number.isFinite(spec.maxmemoryMb)) &&
    Array.isArray(lines) &&
    lines.every((line) => typeof line === 'string') &&
    ['firstPort', ...NUMBERS[shape]].every((key) => Number.isFinite(spec[key]))
  );
}
