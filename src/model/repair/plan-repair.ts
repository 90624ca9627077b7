import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { planAgreeOnSlots } from './agree-on-slots';
import { planCloseSlots } from './close-slots';
import { planCoverSlots } from './cover-slots';
import { planFixAddress } from './fix-address';
import { planForgetNodes } from './forget-nodes';
import { planJoinNetwork } from './join-network';
import type { KeyCounts } from './key-counts';
import { planMeetAgain } from './meet-again';
import { planMonitorAnew } from './monitor-anew';
import type { Planned } from './plan';
import { planPublishPort } from './publish-port';
import { planRecreate } from './recreate';
import { planRenewCertificates } from './renew-certificates';
import { planAttachReplica, planSpreadReplicas } from './replicas';
import { planRepoint } from './repoint';
import { planResetSentinels } from './reset-sentinels';
import { planSentinelSettings } from './sentinel-settings';
import { planSeparateEpochs } from './separate-epochs';
import { planServerSettings } from './server-settings';
import { planTakeOver } from './take-over';
import { planWake } from './wake';

/**
 * What a repair means now: which command goes to which node, or why nothing is done. Pure: the same snapshot and counts
 * always give the same plan.
 * @param keys of the slots that `slotsToCount` names
 */
export function planRepair(repair: Repair, snapshot: TopologySnapshot, keys: KeyCounts): Planned {
  switch (repair.kind) {
    case 'coverSlots':
      return planCoverSlots(repair, snapshot, keys);
    case 'closeSlots':
      return planCloseSlots(repair, snapshot, keys);
    case 'agreeOnSlots':
      return planAgreeOnSlots(repair, snapshot, keys);
    case 'separateEpochs':
      return planSeparateEpochs(repair, snapshot);
    case 'forgetNodes':
      return planForgetNodes(repair, snapshot);
    case 'meetAgain':
      return planMeetAgain(repair, snapshot);
    case 'takeOver':
      return planTakeOver(repair, snapshot);
    case 'attachReplica':
      return planAttachReplica(repair, snapshot);
    case 'spreadReplicas':
      return planSpreadReplicas(repair, snapshot);
    case 'monitorAnew':
      return planMonitorAnew(repair, snapshot);
    case 'resetSentinels':
      return planResetSentinels(repair, snapshot);
    case 'setQuorum':
    case 'setSentinelTimes':
    case 'setSentinelPassword':
      return planSentinelSettings(repair, snapshot);
    case 'repoint':
      return planRepoint(repair, snapshot);
    case 'startNodes':
    case 'unpauseNodes':
      return planWake(repair, snapshot);
    case 'moveSentinelFile':
    case 'recreateWithVolume':
      return planRecreate(repair, snapshot);
    case 'fixAddress':
      return planFixAddress(repair, snapshot);
    case 'publishPort':
      return planPublishPort(repair, snapshot);
    case 'joinNetwork':
      return planJoinNetwork(repair, snapshot);
    case 'renewCertificates':
      return planRenewCertificates(repair, snapshot);
    case 'answerWithHoles':
    case 'setMasterPassword':
    case 'makeEligible':
    case 'makeReadOnly':
    case 'growBacklog':
    case 'growReplicaBuffer':
    case 'enablePersistence':
      return planServerSettings(repair, snapshot);
  }
}
