import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { countSlots, observedRole } from '../structure';
import { text } from '../text';
import { type Clustered, clusteredIn, clusterMasters } from './clustered';
import { cannot, type Planned, plan } from './plan';
import type { RepairStep } from './step';

/** A full copy may be needed. ms */
const SYNCED_MS = 60_000;

/** A master without replica gets an idle node, or one of a master that has two or more. */
export function planAttachReplica(
  repair: Extract<Repair, { kind: 'attachReplica' }>,
  snapshot: TopologySnapshot,
): Planned {
  const master = clusterMasters(snapshot).find((m) => m.node.id === repair.master);
  if (!master) return cannot(text('The master does not answer.'));
  const spare = idle(snapshot, master) ?? surplus(snapshot, 2);
  if (!spare)
    return cannot(
      text('No node is idle, and no master has two replicas'),
      text('Add a replica: Add Replica… makes a new node.'),
    );
  return plan(repair, [replicate(spare, master)]);
}

/** Replicas go from the masters with most to those with fewest, until none has two more than another. */
export function planSpreadReplicas(repair: Repair, snapshot: TopologySnapshot): Planned {
  const families = servingMasters(snapshot).map((m) => ({ m, replicas: replicasOf(snapshot, m) }));
  const steps: RepairStep[] = [];
  for (;;) {
    families.sort((a, b) => b.replicas.length - a.replicas.length);
    const [most, least] = [families[0], families.at(-1)];
    if (!most || !least || most.replicas.length - least.replicas.length < 2) break;
    const moved = most.replicas.pop();
    if (!moved) break;
    least.replicas.push(moved);
    steps.push(replicate(moved, least.m));
  }
  return steps.length === 0 ? cannot(text('The replicas are spread evenly.')) : plan(repair, steps);
}

const servingMasters = (snapshot: TopologySnapshot) =>
  clusterMasters(snapshot).filter((m) => countSlots(m.self.slots) > 0);

const replicasOf = (snapshot: TopologySnapshot, m: Clustered) =>
  clusteredIn(snapshot).filter((n) => observedRole(n.node) === 'replica' && n.self.masterId === m.self.id);

/** A master without slots and keys serves nobody. */
function idle(snapshot: TopologySnapshot, but: Clustered): Clustered | undefined {
  return clusterMasters(snapshot).find(
    (m) =>
      m.self.id !== but.self.id &&
      countSlots(m.self.slots) === 0 &&
      m.node.answer.kind === 'data' &&
      m.node.answer.server.keys === 0 &&
      replicasOf(snapshot, m).length === 0,
  );
}

/** A replica of the master that has most, if it has at least so many. */
function surplus(snapshot: TopologySnapshot, least: number): Clustered | undefined {
  const [most] = servingMasters(snapshot)
    .map((m) => replicasOf(snapshot, m))
    .sort((a, b) => b.length - a.length);
  return most && most.length >= least ? most.at(-1) : undefined;
}

function replicate(replica: Clustered, master: Clustered): RepairStep {
  return {
    kind: 'tell',
    what: text('{0} becomes a replica of {1}', replica.node.name, master.node.name),
    node: replica.place,
    commands: [['CLUSTER', 'REPLICATE', master.self.id]],
    until: {
      what: text('{0} has everything that {1} has', replica.node.name, master.node.name),
      withinMs: SYNCED_MS,
      lacks: (now) => {
        const n = clusteredIn(now).find((c) => c.self.id === replica.self.id);
        const link =
          n?.node.answer.kind === 'data' && n.node.answer.replication.role === 'replica'
            ? n.node.answer.replication.link
            : 'not a replica';
        const follows = n?.self.masterId === master.self.id;
        if (!follows || link !== 'up') return `${replica.node.name}: link ${link}`;
        const unaware = clusteredIn(now).find(
          (c) => c.view.peers.find((p) => p.id === replica.self.id)?.masterId !== master.self.id,
        );
        return unaware && `${unaware.node.name} does not know it yet`;
      },
    },
  };
}
