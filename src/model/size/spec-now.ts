import type { IntendedRole } from '../snapshot';
import type { Spec } from '../spec';

/**
 * A spec with its sizes as they are now: nodes were added and removed since it was written on a container, and labels
 * cannot be changed. Where the shards of a cluster differ in size, replicas per master is what every master has at least
 * on average.
 * @param roles what each member was made for
 */
export function specNow(spec: Spec, roles: readonly IntendedRole[]): Spec {
  const count = (role: IntendedRole) => roles.filter((r) => r === role).length;
  const data = count('master') + count('replica');
  switch (spec.shape) {
    case 'replication':
      return { ...spec, replicas: Math.max(0, data - 1) };
    case 'sentinel': {
      const sentinels = count('sentinel');
      const quorum = Math.max(1, Math.min(spec.quorum, sentinels));
      return { ...spec, replicas: Math.max(0, data - 1), sentinels, quorum };
    }
    case 'cluster': {
      const masters = Math.max(1, count('master'));
      const replicasPerMaster = Math.max(0, Math.floor((data - masters) / masters));
      return { ...spec, masters, replicasPerMaster };
    }
  }
}
