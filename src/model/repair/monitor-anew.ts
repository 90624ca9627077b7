import type { Repair } from '../findings/remedy';
import { type Place, placeOf } from '../handover';
import type { Command } from '../handover-commands';
import type { SentinelView } from '../sentinel-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { masterPlace, onlyMaster } from './master-place';
import { cannot, type Planned, plan } from './plan';
import { knowsAll } from './sentinel-knows-all';
import { sentinelNodes } from './sentinel-nodes';
import { sentinelObstacle, viewOf, wouldPromoteAnother } from './sentinel-obstacle';
import { type Condition, PASSWORD, type RepairStep } from './step';

/**
 * These sentinels forget what they monitor and monitor the master that there is. All forget before the first is told:
 * one that still holds the old opinion, with its epoch, would teach it to those that begin anew.
 */
export function planMonitorAnew(
  repair: Extract<Repair, { kind: 'monitorAnew' }>,
  snapshot: TopologySnapshot,
): Planned {
  const { masterName } = repair;
  const sentinels = sentinelNodes(snapshot, repair.sentinels);
  if (sentinels.length === 0) return cannot(text('No sentinel answers'));
  const obstacle = sentinelObstacle(snapshot) ?? wouldPromoteAnother(snapshot, masterName, repair.sentinels);
  if (obstacle) return cannot(obstacle);
  const master = onlyMaster(snapshot);
  if (!master) return cannot(text('No node answers as master'));
  const at = masterPlace(snapshot, master);
  if (at.ip === '')
    return cannot(text('The address of {0} on the containers’ network is not known', at.name));
  const model = settingsOf(snapshot, masterName, repair.sentinels);
  const forget = sentinels.flatMap((s) => removal(s, masterName));
  const learn = sentinels.map((s) => monitoring(s, masterName, at, viewOf(s, masterName) ?? model, snapshot));
  // Each learns of the others only when they monitor the same: all are told before the first is waited for.
  const waits = sentinels.map((s) => knowsAll(s, masterName, at));
  const last = learn.pop();
  return plan(repair, [...forget, ...learn, ...(last ? [{ ...last, until: all(waits) }] : [])]);
}

function all(conditions: readonly Condition[]): Condition {
  return {
    what: text('All sentinels know the master, all replicas and each other'),
    withinMs: Math.max(...conditions.map((c) => c.withinMs)),
    lacks: (now) => conditions.map((c) => c.lacks(now)).find((l) => l !== undefined),
  };
}

/** How a sentinel that is not in doubt is set; it tells those that know nothing yet. */
function settingsOf(
  snapshot: TopologySnapshot,
  masterName: string,
  doubted: readonly string[],
): SentinelView | undefined {
  const views = (nodes: readonly NodeSnapshot[]) => nodes.flatMap((n) => viewOf(n, masterName) ?? []);
  return views(snapshot.nodes.filter((n) => !doubted.includes(n.id)))[0] ?? views(snapshot.nodes)[0];
}

function removal(sentinel: NodeSnapshot, masterName: string): RepairStep[] {
  if (!viewOf(sentinel, masterName)) return [];
  return [
    {
      kind: 'tell',
      what: text('{0} forgets {1}', sentinel.name, masterName),
      node: placeOf(sentinel),
      commands: [['SENTINEL', 'REMOVE', masterName]],
      unless: sentinelObstacle,
    },
  ];
}

function monitoring(
  sentinel: NodeSnapshot,
  masterName: string,
  at: Place,
  settings: SentinelView | undefined,
  snapshot: TopologySnapshot,
): RepairStep {
  const count = sentinelNodes(snapshot).length;
  const quorum = settings?.quorum ?? Math.floor(count / 2) + 1;
  const set = (option: string, value: string): Command => ['SENTINEL', 'SET', masterName, option, value];
  return {
    kind: 'tell',
    what: text('{0} monitors {1}', sentinel.name, at.name),
    node: placeOf(sentinel),
    commands: [
      ['SENTINEL', 'MONITOR', masterName, at.ip, String(at.port), String(quorum)],
      ...(settings ? [set('down-after-milliseconds', String(settings.downAfterMs))] : []),
    ],
    withPassword: [set('auth-pass', PASSWORD)],
  };
}
