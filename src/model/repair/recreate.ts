import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import { failingOver } from '../handover-plan';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { type Text, text } from '../text';
import { cannot, type Planned, plan } from './plan';
import type { ContainerChange, RepairStep } from './step';

type Recreation = Extract<Repair, { kind: 'moveSentinelFile' | 'recreateWithVolume' }>;

/** It loads its data and finds its peers. ms */
const BACK_MS = 60_000;

/**
 * Containers are made anew, one after another, with the same data: what cannot be changed in one that exists. The old
 * one is kept, stopped and under another name, until the new one has answered.
 */
export function planRecreate(repair: Recreation, snapshot: TopologySnapshot): Planned {
  const ids = repair.kind === 'moveSentinelFile' ? repair.sentinels : repair.nodes;
  const nodes = snapshot.nodes.filter((n) => ids.includes(n.id));
  const obstacle = recreationObstacle(nodes, snapshot);
  if (obstacle) return cannot(obstacle);
  return plan(
    repair,
    nodes.map((n) => recreation(n, changeFor(repair, n))),
    recreationCosts(nodes),
  );
}

function changeFor(repair: Recreation, n: NodeSnapshot): ContainerChange {
  switch (repair.kind) {
    case 'moveSentinelFile':
      return { kind: 'sentinelFile', path: n.evidence?.file?.path ?? repair.path };
    case 'recreateWithVolume':
      return { kind: 'volume' };
  }
}

/** Why these nodes' containers are not made anew now. */
export function recreationObstacle(
  nodes: readonly NodeSnapshot[],
  snapshot: TopologySnapshot,
): Text | undefined {
  const gone = nodes.find((n) => n.container.state === 'absent');
  if (gone) return text('{0} is not a container of this engine', gone.name);
  const busy = failingOver(snapshot);
  if (busy !== undefined) return text('{0} is failing over: wait until that has ended', busy);
  return nodes.length === 0 ? text('None of these nodes exists any more.') : undefined;
}

/** Makes one node's container anew. */
export function recreation(n: NodeSnapshot, change: ContainerChange): RepairStep {
  const sentinel = n.intended === 'sentinel';
  return {
    kind: 'recreate',
    change,
    what: text('The container of {0} is made anew with the same data', n.name),
    node: placeOf(n),
    until: {
      what: text('{0} answers from its new container', n.name),
      withinMs: BACK_MS,
      lacks: (now) => {
        const there = now.nodes.find((o) => o.name === n.name);
        if (there && observedRole(there) !== undefined && there.container.id !== n.container.id)
          return undefined;
        return `${n.name}: ${there?.container.status ?? 'gone'}${sentinel ? '' : ', loading'}`;
      },
    },
  };
}

/** What it costs to make them anew, one after another. */
export function recreationCosts(nodes: readonly NodeSnapshot[]): Text[] {
  const masters = nodes.filter((n) => observedRole(n) === 'master');
  return [
    text('Each node is away for a few seconds.'),
    ...masters.map((m) => text('{0} is master: its clients wait or fail meanwhile', m.name)),
  ];
}
