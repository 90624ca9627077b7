import type { FindingSeverity } from '../../../src/model/findings/finding';
import type { RepairKind } from '../../../src/model/findings/remedy';

/** A rule, as docs/findings.md describes it. */
export interface Meaning {
  /** What is wrong, in a few words. */
  readonly wrong: string;
  /** As it may be; the worst first. */
  readonly severity: readonly FindingSeverity[];
  /** What it leads to: repairs, or advice where only the user can act. */
  readonly remedy: readonly (RepairKind | 'advice')[];
  /** The engine test that makes it on real servers, below test/engine. */
  readonly proof: string;
}

const one = (
  wrong: string,
  severity: FindingSeverity | readonly FindingSeverity[],
  remedy: Meaning['remedy'],
  proof: string,
): Meaning => ({ wrong, severity: typeof severity === 'string' ? [severity] : severity, remedy, proof });

/** Every rule by its id, as in model/findings/all-rules.ts; test/unit/manifest/findings.test.ts holds the two together. */
export const CLUSTER: Readonly<Record<string, Meaning>> = {
  'bare-master': one('A master without replica', 'warning', ['attachReplica'], 'repair/membership'),
  'cut-peers': one(
    'Nodes that answer here cannot reach each other',
    'error',
    ['joinNetwork', 'advice'],
    'repair/membership',
  ),
  'deaf-bus': one(
    'No other node reaches a node: its bus port is closed, or it is in another network',
    'error',
    ['joinNetwork', 'advice'],
    'repair/addresses',
  ),
  'drifted-address': one(
    'Addresses changed after a restart: nodes look for each other where they are no longer',
    ['error', 'warning'],
    ['fixAddress', 'meetAgain'],
    'repair/addresses',
  ),
  'equal-epochs': one(
    'Masters with the same configuration epoch',
    'warning',
    ['separateEpochs'],
    'repair/membership',
  ),
  leftovers: one(
    'A node that is gone is still listed (fail, noaddr)',
    'warning',
    ['forgetNodes'],
    'repair/membership',
  ),
  'lost-majority': one(
    'Most masters do not answer: nobody can be elected',
    'error',
    ['takeOver', 'startNodes'],
    'repair/cluster',
  ),
  'open-slots': one(
    'Slots whose move began and did not end, in seven ways; redis-cli gives up on two of them',
    ['error', 'warning'],
    ['closeSlots'],
    'repair/cluster',
  ),
  'owner-away': one(
    'Slots whose master does not answer',
    'error',
    ['takeOver', 'startNodes', 'unpauseNodes', 'advice'],
    'findings/cluster',
  ),
  'refuses-all': one(
    'One missing slot, and with cluster-require-full-coverage nothing is served',
    'error',
    ['answerWithHoles'],
    'findings/cluster',
  ),
  strangers: one(
    'A node is outside of the cluster that the others form, or belongs to another',
    'error',
    ['meetAgain', 'advice'],
    'repair/membership',
  ),
  'two-owners': one('Two masters own the same slot', 'error', ['agreeOnSlots'], 'repair/membership'),
  'unassigned-slots': one(
    'Slots that nobody owns, with or without keys',
    'error',
    ['coverSlots'],
    'repair/cluster',
  ),
  'uneven-replicas': one('Replicas are spread unevenly', 'info', ['spreadReplicas'], 'repair/membership'),
  'unreachable-redirection': one(
    'Clients on this machine are redirected to addresses that they cannot reach',
    'info',
    ['publishPort', 'advice'],
    'repair/addresses',
  ),
  'views-differ': one(
    'Nodes do not agree who owns which slot',
    'error',
    ['agreeOnSlots'],
    'repair/membership',
  ),
};

export const SENTINEL: Readonly<Record<string, Meaning>> = {
  'ghost-failover': one(
    'Sentinels try again and again to replace a master that answers',
    'error',
    ['resetSentinels'],
    'findings/sentinel',
  ),
  'idle-sentinel': one(
    'A sentinel that monitors nothing',
    'error',
    ['monitorAnew', 'advice'],
    'repair/sentinel',
  ),
  'masters-differ': one(
    'Sentinels name different masters',
    'error',
    ['monitorAnew', 'advice'],
    'repair/sentinel',
  ),
  'names-differ': one('Sentinels monitor under different names', 'error', ['advice'], 'findings/sentinel'),
  'no-auth-pass': one(
    'Sentinels lack the master’s password, or come as a user whom it does not let in',
    'error',
    ['setSentinelPassword'],
    'findings/sentinel',
  ),
  'no-candidate': one(
    'No replica may become master: priority 0, or without a link for too long',
    'warning',
    ['makeEligible', 'repoint'],
    'repair/sentinel',
  ),
  'no-quorum': one(
    'Too few sentinels are there to agree on a failover',
    'error',
    ['startNodes', 'advice'],
    'findings/sentinel',
  ),
  'odd-times': one(
    'down-after or failover-timeout far from sensible',
    'warning',
    ['setSentinelTimes'],
    'findings/sentinel',
  ),
  'quorum-too-large': one(
    'A quorum that all sentinels together do not reach',
    'error',
    ['setQuorum'],
    'repair/sentinel',
  ),
  'stale-sentinels': one(
    'Sentinels count one that no longer exists',
    'warning',
    ['resetSentinels'],
    'findings/sentinel',
  ),
  'stale-replicas': one(
    'Sentinels list a replica that no longer exists',
    'warning',
    ['resetSentinels'],
    'findings/sentinel',
  ),
  tilt: one('A sentinel in TILT mode', 'warning', ['advice'], 'findings/sentinel'),
  'too-few-sentinels': one('Fewer than three sentinels', 'warning', ['advice'], 'findings/sentinel'),
  'two-addresses': one(
    'Sentinels reach the master at another address than its replicas',
    'warning',
    ['advice'],
    'findings/sentinel',
  ),
  'unmonitored-name': one(
    'Settings for a name that the sentinel does not monitor',
    ['error', 'warning'],
    ['moveSentinelFile', 'advice'],
    'findings/by-hand',
  ),
  'unwritable-file': one(
    'A sentinel cannot save its configuration: the file is mounted by itself',
    'error',
    ['moveSentinelFile'],
    'exercise/exercise',
  ),
};

export const REPLICATION: Readonly<Record<string, Meaning>> = {
  'chained-replica': one('A replica of a replica', 'warning', ['repoint', 'advice'], 'findings/replication'),
  'differing-images': one(
    'The same image name stands for different images',
    'warning',
    ['advice'],
    'findings/by-hand',
  ),
  'forgetful-master': one(
    'A master that keeps nothing on disk and restarts by itself',
    'error',
    ['enablePersistence'],
    'findings/replication',
  ),
  'link-other-network': one(
    'No link: replica and master have no network in common',
    'error',
    ['joinNetwork', 'advice'],
    'repair/settings',
  ),
  'link-protected-mode': one(
    'No link: the master is in protected mode',
    'error',
    ['advice'],
    'findings/replication',
  ),
  'link-refused': one(
    'No link: the replica follows an address where none of the nodes is',
    'error',
    ['repoint', 'advice'],
    'findings/replication',
  ),
  'link-ring': one('Replicas of each other', 'error', ['repoint', 'advice'], 'findings/replication'),
  'link-to-itself': one('A replica of itself', 'error', ['repoint', 'advice'], 'findings/replication'),
  'link-unexplained': one('No link, though the master answers', 'error', ['advice'], 'findings/replication'),
  'link-without-password': one(
    'No link: the replica sends no password',
    'error',
    ['setMasterPassword'],
    'findings/replication',
  ),
  'link-wrong-password': one(
    'No link: the master refuses the user or the password that the replica sends',
    'error',
    ['setMasterPassword'],
    'findings/replication',
  ),
  'link-wrong-port': one(
    'No link: right address, wrong port',
    'error',
    ['repoint', 'advice'],
    'findings/replication',
  ),
  'mixed-versions': one('Nodes of different versions', 'warning', ['advice'], 'findings/by-hand'),
  'no-master': one(
    'No node answers as master',
    'error',
    ['startNodes', 'unpauseNodes', 'takeOver', 'advice'],
    'findings/replication',
  ),
  'small-backlog': one(
    'A backlog that is written full within seconds',
    'info',
    ['growBacklog'],
    'repair/settings',
  ),
  'sync-loop': one('Full copies again and again', 'error', ['growReplicaBuffer'], 'repair/settings'),
  'too-few-good-replicas': one(
    'min-replicas-to-write is not met',
    'error',
    ['advice'],
    'findings/replication',
  ),
  'two-masters': one(
    'Two nodes take writes where one should',
    'error',
    ['repoint', 'advice'],
    'findings/replication',
  ),
  'unlimited-memory': one(
    'Large nodes share a machine without a memory limit',
    'info',
    ['advice'],
    'findings/replication',
  ),
  'writable-replica': one('A replica takes writes', 'warning', ['makeReadOnly'], 'findings/replication'),
};

export const ENGINE: Readonly<Record<string, Meaning>> = {
  'ending-certificate': one(
    'TLS certificates that have ended, or will within a month',
    ['error', 'warning'],
    ['renewCertificates'],
    'tls/renew',
  ),
  'foreign-certificate': one(
    'A node with an address that its TLS certificate is not for',
    ['warning', 'info'],
    ['renewCertificates'],
    'tls/renew',
  ),
  'no-volume': one('Data that is on no volume', 'warning', ['recreateWithVolume'], 'findings/replication'),
  'out-of-memory': one(
    'A container that the kernel killed for its memory',
    'error',
    ['advice'],
    'findings/replication',
  ),
  paused: one('A paused container', 'warning', ['unpauseNodes'], 'findings/replication'),
  'port-taken': one('A port that another container has taken', 'warning', ['advice'], 'findings/replication'),
  restarting: one('A container that keeps restarting', 'error', ['advice'], 'findings/replication'),
};
