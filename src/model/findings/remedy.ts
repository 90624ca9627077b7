import type { SlotRange } from '../cluster-view';
import { type Text, text } from '../text';

/**
 * What would mend a finding, with all that is needed to plan it from a snapshot. Nodes are named by node id, except
 * `clusterIds`, which are those of CLUSTER NODES.
 */
export type Repair =
  | { readonly kind: 'coverSlots'; readonly slots: readonly SlotRange[] }
  | { readonly kind: 'closeSlots'; readonly slots: readonly number[] }
  | { readonly kind: 'agreeOnSlots'; readonly slots: readonly SlotRange[] }
  | { readonly kind: 'separateEpochs'; readonly nodes: readonly string[] }
  | { readonly kind: 'forgetNodes'; readonly clusterIds: readonly string[] }
  | { readonly kind: 'meetAgain'; readonly nodes: readonly string[] }
  | { readonly kind: 'takeOver'; readonly replicas: readonly string[] }
  | { readonly kind: 'attachReplica'; readonly master: string }
  | { readonly kind: 'spreadReplicas' }
  | { readonly kind: 'answerWithHoles'; readonly nodes: readonly string[] }
  | { readonly kind: 'monitorAnew'; readonly sentinels: readonly string[]; readonly masterName: string }
  | { readonly kind: 'resetSentinels'; readonly sentinels: readonly string[]; readonly masterName: string }
  | {
      readonly kind: 'setQuorum';
      readonly sentinels: readonly string[];
      readonly masterName: string;
      readonly quorum: number;
    }
  | {
      readonly kind: 'setSentinelTimes';
      readonly sentinels: readonly string[];
      readonly masterName: string;
      /** ms. */
      readonly downAfterMs: number;
      readonly failoverTimeoutMs: number;
    }
  | {
      readonly kind: 'setSentinelPassword';
      readonly sentinels: readonly string[];
      readonly masterName: string;
    }
  | { readonly kind: 'moveSentinelFile'; readonly sentinels: readonly string[]; readonly path: string }
  | { readonly kind: 'repoint'; readonly replicas: readonly string[]; readonly master: string }
  | { readonly kind: 'setMasterPassword'; readonly nodes: readonly string[] }
  | { readonly kind: 'makeEligible'; readonly nodes: readonly string[] }
  | { readonly kind: 'makeReadOnly'; readonly nodes: readonly string[] }
  | { readonly kind: 'growBacklog'; readonly node: string; readonly bytes: number }
  | { readonly kind: 'growReplicaBuffer'; readonly node: string }
  | { readonly kind: 'enablePersistence'; readonly nodes: readonly string[] }
  | { readonly kind: 'recreateWithVolume'; readonly nodes: readonly string[] }
  | { readonly kind: 'fixAddress'; readonly nodes: readonly string[] }
  | { readonly kind: 'publishPort'; readonly nodes: readonly string[] }
  | { readonly kind: 'joinNetwork'; readonly nodes: readonly string[]; readonly network: string }
  | { readonly kind: 'renewCertificates'; readonly nodes: readonly string[] }
  | { readonly kind: 'startNodes'; readonly nodes: readonly string[] }
  | { readonly kind: 'unpauseNodes'; readonly nodes: readonly string[] };

export type RepairKind = Repair['kind'];

/** What is to be done about a finding: something the extension can plan, or advice where only the user can act. */
export type Remedy =
  | { readonly kind: 'action'; readonly repair: Repair }
  | { readonly kind: 'advice'; readonly text: Text };

export const act = (repair: Repair): Remedy => ({ kind: 'action', repair });
export const advise = (words: Text): Remedy => ({ kind: 'advice', text: words });

/** What a repair does, in one sentence. */
export function repairText({ kind }: Repair): Text {
  switch (kind) {
    case 'coverSlots':
      return text(
        'Give each slot to the node that holds its keys, and the empty ones evenly to all masters.',
      );
    case 'closeSlots':
      return text('Finish moving these slots, or undo it; no key is lost.');
    case 'agreeOnSlots':
      return text('Tell the nodes that differ who owns these slots.');
    case 'separateEpochs':
      return text('Give each master a configuration epoch of its own.');
    case 'forgetNodes':
      return text('Make all nodes forget what is gone.');
    case 'meetAgain':
      return text('Introduce these nodes to each other at their present addresses.');
    case 'takeOver':
      return text('Let the replicas take over, without the votes that cannot be had.');
    case 'attachReplica':
      return text('Attach a replica to this master.');
    case 'spreadReplicas':
      return text('Spread the replicas evenly over the masters.');
    case 'answerWithHoles':
      return text('Let the slots that are served be served (cluster-require-full-coverage no).');
    case 'monitorAnew':
      return text('Make these sentinels monitor the master that there is.');
    case 'resetSentinels':
      return text('Reset the sentinels one after another, so that they forget what is gone.');
    case 'setQuorum':
      return text('Set the quorum to a majority of the sentinels.');
    case 'setSentinelTimes':
      return text('Set sensible times.');
    case 'setSentinelPassword':
      return text('Give the sentinels the master’s password.');
    case 'moveSentinelFile':
      return text('Move the sentinel’s configuration into a folder that it may write to.');
    case 'repoint':
      return text('Point these replicas at the master.');
    case 'setMasterPassword':
      return text('Give the replica its master’s password.');
    case 'makeEligible':
      return text('Let these replicas become master (replica-priority 100).');
    case 'makeReadOnly':
      return text('Make the replica read-only.');
    case 'growBacklog':
      return text('Make the replication backlog larger.');
    case 'growReplicaBuffer':
      return text('Allow larger output buffers for replicas.');
    case 'enablePersistence':
      return text('Keep an append-only file.');
    case 'recreateWithVolume':
      return text('Make the container anew with the same data on a volume.');
    case 'fixAddress':
      return text('Make the containers anew with the same data, each with an address of its own.');
    case 'publishPort':
      return text('Publish the ports on this machine, and let the nodes send clients there.');
    case 'joinNetwork':
      return text('Let the container join the network of the others as well.');
    case 'renewCertificates':
      return text('Issue new certificates, for the addresses that the nodes have now.');
    case 'startNodes':
      return text('Start these nodes.');
    case 'unpauseNodes':
      return text('Let these nodes go on.');
  }
}
