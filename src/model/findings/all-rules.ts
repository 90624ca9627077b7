import { bareMaster } from './cluster/bare-master';
import { cutPeers } from './cluster/cut-peers';
import { deafBus } from './cluster/deaf-bus';
import { driftedAddress } from './cluster/drifted-address';
import { equalEpochs } from './cluster/equal-epochs';
import { leftovers } from './cluster/leftovers';
import { lostMajority } from './cluster/lost-majority';
import { openSlots } from './cluster/open-slots';
import { ownerAway } from './cluster/owner-away';
import { refusesAll } from './cluster/refuses-all';
import { strangers } from './cluster/strangers';
import { twoOwners } from './cluster/two-owners';
import { unassignedSlots } from './cluster/unassigned-slots';
import { unevenReplicas } from './cluster/uneven-replicas';
import { unreachableRedirection } from './cluster/unreachable-redirection';
import { viewsDiffer } from './cluster/views-differ';
import { endingCertificate } from './engine/ending-certificate';
import { foreignCertificate } from './engine/foreign-certificate';
import { noVolume } from './engine/no-volume';
import { outOfMemory } from './engine/out-of-memory';
import { paused } from './engine/paused';
import { portTaken } from './engine/port-taken';
import { restarting } from './engine/restarting';
import type { Rule } from './finding';
import { chainedReplica } from './replication/chained-replica';
import { differingImages } from './replication/differing-images';
import { forgetfulMaster } from './replication/forgetful-master';
import { linkOtherNetwork } from './replication/link-other-network';
import { linkProtectedMode } from './replication/link-protected-mode';
import { linkRefused } from './replication/link-refused';
import { linkRing } from './replication/link-ring';
import { linkToItself } from './replication/link-to-itself';
import { linkUnexplained } from './replication/link-unexplained';
import { linkWithoutPassword } from './replication/link-without-password';
import { linkWrongPassword } from './replication/link-wrong-password';
import { linkWrongPort } from './replication/link-wrong-port';
import { mixedVersions } from './replication/mixed-versions';
import { noMaster } from './replication/no-master';
import { smallBacklog } from './replication/small-backlog';
import { syncLoop } from './replication/sync-loop';
import { tooFewGoodReplicas } from './replication/too-few-good-replicas';
import { twoMasters } from './replication/two-masters';
import { unlimitedMemory } from './replication/unlimited-memory';
import { writableReplica } from './replication/writable-replica';
import { ghostFailover } from './sentinel/ghost-failover';
import { idleSentinel } from './sentinel/idle-sentinel';
import { mastersDiffer } from './sentinel/masters-differ';
import { namesDiffer } from './sentinel/names-differ';
import { noAuthPass } from './sentinel/no-auth-pass';
import { noCandidate } from './sentinel/no-candidate';
import { noQuorum } from './sentinel/no-quorum';
import { oddTimes } from './sentinel/odd-times';
import { quorumTooLarge } from './sentinel/quorum-too-large';
import { staleReplicas, staleSentinels } from './sentinel/stale-peers';
import { tilt } from './sentinel/tilt';
import { tooFewSentinels } from './sentinel/too-few-sentinels';
import { twoAddresses } from './sentinel/two-addresses';
import { unmonitoredName } from './sentinel/unmonitored-name';
import { unwritableFile } from './sentinel/unwritable-file';

/** Every rule; of findings that are equally serious, the first here comes first. */
export const ALL_RULES: readonly Rule[] = [
  // cluster
  bareMaster,
  cutPeers,
  deafBus,
  driftedAddress,
  equalEpochs,
  leftovers,
  lostMajority,
  openSlots,
  ownerAway,
  refusesAll,
  strangers,
  twoOwners,
  unassignedSlots,
  unevenReplicas,
  unreachableRedirection,
  viewsDiffer,
  // sentinel
  ghostFailover,
  idleSentinel,
  mastersDiffer,
  namesDiffer,
  noAuthPass,
  noCandidate,
  noQuorum,
  oddTimes,
  quorumTooLarge,
  staleSentinels,
  staleReplicas,
  tilt,
  tooFewSentinels,
  twoAddresses,
  unmonitoredName,
  unwritableFile,
  // replication
  chainedReplica,
  differingImages,
  forgetfulMaster,
  linkOtherNetwork,
  linkProtectedMode,
  linkRefused,
  linkRing,
  linkToItself,
  linkUnexplained,
  linkWithoutPassword,
  linkWrongPassword,
  linkWrongPort,
  mixedVersions,
  noMaster,
  smallBacklog,
  syncLoop,
  tooFewGoodReplicas,
  twoMasters,
  unlimitedMemory,
  writableReplica,
  // engine
  endingCertificate,
  foreignCertificate,
  noVolume,
  outOfMemory,
  paused,
  portTaken,
  restarting,
];
