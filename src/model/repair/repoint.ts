import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import { follow, REWRITE } from '../handover-commands';
import { failingOver } from '../handover-plan';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { masterOf, observedRole } from '../structure';
import { text } from '../text';
import { masterPlace } from './master-place';
import { cannot, type Planned, plan } from './plan';
import { NO_FILE, type RepairStep } from './step';

/** A full copy may be needed. ms */
const LINKED_MS = 60_000;

/** Replicas follow another master. Refused where a node would throw keys away that the master does not have. */
export function planRepoint(
  repair: Extract<Repair, { kind: 'repoint' }>,
  snapshot: TopologySnapshot,
): Planned {
  if (snapshot.shape === 'cluster')
    return cannot(text('In a cluster, a replica follows a node, not an address.'));
  const busy = failingOver(snapshot);
  if (busy !== undefined) return cannot(text('{0} is failing over: wait until that has ended', busy));
  const master = snapshot.nodes.find((n) => n.id === repair.master);
  if (!master || observedRole(master) !== 'master') return cannot(text('The master does not answer.'));
  const at = masterPlace(snapshot, master);
  if (at.ip === '')
    return cannot(text('The address of {0} on the containers’ network is not known', at.name));
  const replicas = snapshot.nodes.filter((n) => repair.replicas.includes(n.id) && n.answer.kind === 'data');
  const own = replicas.find((n) => hasOwnKeys(n, master));
  if (own)
    return cannot(
      text('{0} is a master itself and has keys that {1} may not have', own.name, master.name),
      text('Compare the two, save what is wanted from {0}, empty it, then try again.', own.name),
    );
  if (replicas.length === 0) return cannot(text('None of these nodes answers'));
  return plan(
    repair,
    replicas.map(
      (n): RepairStep => ({
        kind: 'tell',
        what: text('{0} follows {1}', n.name, master.name),
        node: placeOf(n),
        commands: [follow(at), REWRITE],
        forgives: NO_FILE,
        until: {
          what: text('{0} has a link to {1}', n.name, master.name),
          withinMs: LINKED_MS,
          lacks: (now) => {
            const there = now.nodes.find((o) => o.id === n.id);
            const facts = there?.answer.kind === 'data' ? there.answer.replication : undefined;
            const right = there && masterOf(there, now)?.id === master.id;
            if (facts?.role === 'replica' && right && facts.link === 'up') return undefined;
            return `${n.name}: ${facts?.role === 'replica' ? `link ${facts.link}` : 'not a replica'}`;
          },
        },
      }),
    ),
  );
}

/** A master of the same history that is not ahead of where the two parted has nothing of its own. */
function hasOwnKeys(n: NodeSnapshot, master: NodeSnapshot): boolean {
  if (n.answer.kind !== 'data' || master.answer.kind !== 'data') return true;
  const [its, the] = [n.answer.replication, master.answer.replication];
  if (its.role === 'replica' || n.answer.server.keys === 0) return false;
  if (its.replicationId === the.replicationId) return its.offset > the.offset;
  return its.replicationId !== the.former?.id || its.offset >= the.former.until;
}
