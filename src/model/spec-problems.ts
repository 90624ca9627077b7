import { nameProblem } from './names';
import { dataNodeCount, nodeCount, type Spec } from './spec';
import { type Text, text } from './text';

/** Something about a spec that a user should know: an error forbids creation, a warning does not. */
export interface SpecProblem {
  readonly field: string;
  readonly severity: 'error' | 'warning';
  readonly what: Text;
}

const MOST_NODES = 100;

/** Everything that is wrong or unwise about a spec. */
export function specProblems(spec: Spec, takenNames: readonly string[]): SpecProblem[] {
  const found: SpecProblem[] = [];
  const error = (field: string, what: Text | undefined) =>
    what && found.push({ field, severity: 'error', what });
  const warning = (field: string, what: Text) => found.push({ field, severity: 'warning', what });

  error('name', nameProblem(spec.name, takenNames));
  if (spec.image.trim() === '') error('image', text('Name an image.'));
  error('firstPort', portsProblem(spec));
  if (nodeCount(spec) > MOST_NODES) error('size', text('At most {0} nodes on one engine.', MOST_NODES));
  if (spec.maxmemoryMb !== undefined && !(Number.isInteger(spec.maxmemoryMb) && spec.maxmemoryMb >= 1)) {
    error('maxmemoryMb', text('A whole number of MB, at least 1.'));
  }
  if (spec.appRights !== undefined && spec.auth !== 'users') {
    error('appRights', text('Only together with users (“auth”: “users”).'));
  }
  for (const line of spec.extraConfig) error('extraConfig', extraConfigProblem(line));

  if (spec.shape === 'cluster') {
    if (spec.masters < 3)
      error('masters', text('A cluster needs at least 3 masters, or it cannot agree on a failover.'));
    if (!Number.isInteger(spec.replicasPerMaster) || spec.replicasPerMaster < 0) {
      error('replicasPerMaster', text('Replicas per master: 0 or more.'));
    }
    if (spec.replicasPerMaster === 0) {
      warning('replicasPerMaster', text('Without replicas, slots of a stopped master are not served.'));
    }
    if (spec.nodeTimeoutMs < 100) error('nodeTimeoutMs', text('The node timeout must be at least 100 ms.'));
  } else {
    if (!Number.isInteger(spec.replicas) || spec.replicas < 1) error('replicas', text('At least 1 replica.'));
  }
  if (spec.shape === 'sentinel') {
    if (spec.sentinels < 1) error('sentinels', text('At least 1 sentinel.'));
    if (spec.quorum < 1 || spec.quorum > spec.sentinels) {
      error(
        'quorum',
        text('The quorum must be between 1 and the number of sentinels ({0}).', spec.sentinels),
      );
    }
    if (spec.sentinels < 3)
      warning('sentinels', text('With fewer than 3 sentinels, losing one stops failover.'));
    else if (spec.sentinels % 2 === 0) {
      warning('sentinels', text('An even number of sentinels tolerates no more losses than one fewer.'));
    }
    if (spec.downAfterMs < 100) error('downAfterMs', text('Down-after must be at least 100 ms.'));
    if (spec.failoverTimeoutMs < 1000)
      error('failoverTimeoutMs', text('The failover timeout must be at least 1000 ms.'));
    if (spec.parallelSyncs < 1) error('parallelSyncs', text('Parallel syncs: at least 1.'));
  }
  return found;
}

/** A cluster's bus port is the port + 10000, which must still be a port. */
function portsProblem(spec: Spec): Text | undefined {
  const highest = spec.shape === 'cluster' ? 55535 : 65535;
  if (!Number.isInteger(spec.firstPort) || spec.firstPort < 1024) return text('A port from 1024 up.');
  if (spec.firstPort + dataNodeCount(spec) - 1 > highest) {
    return text('The last port would be above {0}.', highest);
  }
  return undefined;
}

/** Directives that the topology itself decides, or that would put a secret into the spec and so into labels. */
const ours = new Set([
  'port',
  'tls-port',
  'tls-cert-file',
  'tls-key-file',
  'tls-ca-cert-file',
  'tls-auth-clients',
  'tls-replication',
  'tls-cluster',
  'bind',
  'dir',
  'daemonize',
  'pidfile',
  'logfile',
  'replicaof',
  'slaveof',
  'cluster-enabled',
  'cluster-config-file',
  'include',
  'loadmodule',
  'cluster-announce-ip',
  'replica-announce-ip',
  'replica-announce-port',
]);
const secret = new Set([
  'requirepass',
  'masterauth',
  'masteruser',
  'user',
  'aclfile',
  'tls-key-file-pass',
  'tls-client-key-file-pass',
]);

/** What is wrong with one extra configuration line, or undefined. */
export function extraConfigProblem(line: string): Text | undefined {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return undefined;
  const [directive = ''] = trimmed.split(/\s+/);
  if (/[\r\n\0]/.test(line)) return text('One directive a line.');
  if (!/^[a-z][a-z0-9-]*$/i.test(directive))
    return text('“{0}” is not a configuration directive.', directive);
  const name = directive.toLowerCase();
  if (secret.has(name))
    return text('“{0}” would be kept with the topology in plain text; use the password option.', directive);
  if (ours.has(name)) return text('“{0}” is decided by the topology.', directive);
  if (trimmed === directive) return text('“{0}” needs a value.', directive);
  return undefined;
}
