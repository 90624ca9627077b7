import { type HandoverStep, placeOf } from '../handover';
import { monitoredName } from '../sentinel-opinion';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { type Text, text } from '../text';
import type { RemovalPlan } from './removal';

interface Around {
  /** What is done when the servers have ended, before their containers go. */
  readonly steps: readonly HandoverStep[];
  readonly remarks: readonly Text[];
}

/** The end of every removal: the servers end, the others forget them, containers and volumes go. */
export function departure(
  snapshot: TopologySnapshot,
  leavers: readonly NodeSnapshot[],
  { steps, remarks }: Around,
): RemovalPlan {
  const ending = leavers.map((l) => ({ what: text('{0} is stopped', l.name), node: l.name, commands: [] }));
  const erasing = leavers.map((l) => ({
    what: text('Container {0} and its volume are removed, with the data in it', l.container.name),
    node: l.name,
    commands: [],
  }));
  const [node] = leavers;
  if (!node) throw new RangeError('nobody leaves');
  return {
    way: 'leave',
    node: placeOf(node),
    leavers: leavers.map(placeOf),
    successor: undefined,
    moves: [],
    repointed: [],
    quorum: undefined,
    steps: [...ending, ...steps, ...erasing],
    remarks: [...remarks, ...deafRemarks(snapshot, leavers)],
  };
}

/** Each sentinel that answers watches the master anew, one after another. */
export function forgettingSentinels(
  snapshot: TopologySnapshot,
  leavers: readonly NodeSnapshot[],
): HandoverStep[] {
  const name = monitoredName(snapshot);
  const names = leavers.map((l) => l.name).join(', ');
  return snapshot.nodes
    .filter((n) => observedRole(n) === 'sentinel' && !leavers.includes(n))
    .map((s) => ({
      what: text('{0} forgets {1} and gets to know all others again', s.name, names),
      node: s.name,
      commands: [`SENTINEL REMOVE ${name}`, `SENTINEL MONITOR ${name} …`],
    }));
}

/** Who stays and cannot be told now: it goes on knowing the node that went. */
function deafRemarks({ nodes }: TopologySnapshot, leavers: readonly NodeSnapshot[]): Text[] {
  const names = leavers.map((l) => l.name).join(', ');
  return nodes
    .filter((n) => observedRole(n) === undefined && !leavers.includes(n))
    .map((n) => text('{0} does not answer: when it comes back, it still knows {1}', n.name, names));
}
