import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import { type Command, REWRITE } from '../handover-commands';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { cannot, type Planned, plan } from './plan';
import { NO_FILE, PASSWORD, type RepairStep } from './step';

type Setting = Extract<
  Repair,
  {
    kind:
      | 'answerWithHoles'
      | 'setMasterPassword'
      | 'makeEligible'
      | 'makeReadOnly'
      | 'growBacklog'
      | 'growReplicaBuffer'
      | 'enablePersistence';
  }
>;

/** Twice the default of both limits: a full copy of a larger data set gets through. */
const REPLICA_BUFFER = 'replica 536870912 268435456 120';

/** Settings that a running server takes, written to its file where it has one. */
export function planServerSettings(repair: Setting, snapshot: TopologySnapshot): Planned {
  const ids = 'nodes' in repair ? repair.nodes : [repair.node];
  const nodes = snapshot.nodes.filter((n) => ids.includes(n.id) && n.answer.kind === 'data');
  if (nodes.length === 0) return cannot(text('None of these nodes answers'));
  return plan(
    repair,
    nodes.map(
      (n): RepairStep => ({
        kind: 'tell',
        what: text('{0} is set, and saves it', n.name),
        node: placeOf(n),
        commands: [
          ...settingOf(repair, n).map(([name, value]): Command => ['CONFIG', 'SET', name, value]),
          REWRITE,
        ],
        forgives: NO_FILE,
      }),
    ),
    costOf(repair),
  );
}

function settingOf(repair: Setting, node: NodeSnapshot): [string, string][] {
  switch (repair.kind) {
    case 'answerWithHoles':
      return [['cluster-require-full-coverage', 'no']];
    case 'setMasterPassword':
      return [
        // The password may be another user's, or the default user's, who has no name there.
        ...(node.evidence?.config?.masterLogin?.user ? ([['masteruser', '']] as [string, string][]) : []),
        ['masterauth', PASSWORD],
      ];
    case 'makeEligible':
      return [['replica-priority', '100']];
    case 'makeReadOnly':
      return [['replica-read-only', 'yes']];
    case 'growBacklog':
      return [['repl-backlog-size', String(repair.bytes)]];
    case 'growReplicaBuffer':
      return [['client-output-buffer-limit', REPLICA_BUFFER]];
    case 'enablePersistence':
      return [['appendonly', 'yes']];
  }
}

function costOf(repair: Setting): Text[] {
  switch (repair.kind) {
    case 'answerWithHoles':
      return [text('Commands for slots that nobody serves still fail; the others work.')];
    case 'makeReadOnly':
      return [text('What was written to the replica itself stays until its next full copy.')];
    case 'enablePersistence':
      return [text('A server without a configuration file forgets this when its container is restarted.')];
    default:
      return [];
  }
}
