import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { onlyMaster } from './master-place';
import { cannot, type Planned, plan } from './plan';
import { knowsAll } from './sentinel-knows-all';
import { sentinelNodes } from './sentinel-nodes';
import { namedMaster, sentinelObstacle, viewOf } from './sentinel-obstacle';
import type { RepairStep } from './step';

/** Between two sentinels (Redis' documentation, "Adding or removing Sentinels"). ms */
const BETWEEN_MS = 30_000;

/** One sentinel after another forgets replicas and sentinels, and is waited for until it knows those that live. */
export function planResetSentinels(
  repair: Extract<Repair, { kind: 'resetSentinels' }>,
  snapshot: TopologySnapshot,
): Planned {
  const { masterName } = repair;
  const sentinels = sentinelNodes(snapshot, repair.sentinels).filter((s) => viewOf(s, masterName));
  if (sentinels.length === 0) return cannot(text('No sentinel answers'));
  const obstacle = resetObstacle(snapshot, masterName);
  if (obstacle) return cannot(obstacle);
  const steps = sentinels.map((s, i): RepairStep => {
    const view = viewOf(s, masterName);
    const master = { ...placeOf(s), ip: view?.masterIp ?? '', port: view?.masterPort ?? 0 };
    return {
      kind: 'tell',
      what: text('{0} forgets all but the master, and learns anew', s.name),
      node: placeOf(s),
      commands: [['SENTINEL', 'RESET', masterName]],
      unless: (now) => resetObstacle(now, masterName),
      until: knowsAll(s, masterName, master),
      ...(i < sentinels.length - 1 ? { restMs: BETWEEN_MS } : {}),
    };
  });
  return plan(repair, steps, [
    text('Until a sentinel has learned anew, it does not take part in a failover; the others do.'),
  ]);
}

/** A sentinel that watches something else than the master would learn the wrong replicas, and promote one of them. */
function resetObstacle(snapshot: TopologySnapshot, masterName: string): Text | undefined {
  const general = sentinelObstacle(snapshot);
  if (general) return general;
  const master = onlyMaster(snapshot);
  for (const s of sentinelNodes(snapshot)) {
    const view = viewOf(s, masterName);
    if (view && namedMaster(snapshot, view)?.id !== master?.id)
      return text('{0} does not watch {1}: make the sentinels agree first', s.name, master?.name ?? '');
  }
  return undefined;
}
