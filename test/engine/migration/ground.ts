import type { MigrationProgress } from '../../../src/model/moves/migration';
import { type Move, rangesOf } from '../../../src/model/moves/move';
import { openSlots } from '../../../src/model/moves/open-slots';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole, ownSlots } from '../../../src/model/structure';
import type { Migrations } from '../../../src/topology/migrations';
import { missing } from '../../bench/reshard/slot-data';
import type { Bed } from '../topology/bed';

/** The masters of a cluster, by the order in which they were made. */
export const masters = (t: TopologySnapshot): NodeSnapshot[] =>
  t.nodes.filter((n) => observedRole(n) === 'master').sort((a, b) => (a.shard ?? 0) - (b.shard ?? 0));

export function master(t: TopologySnapshot, i: number): NodeSnapshot {
  const found = masters(t)[i];
  if (!found) throw new Error(`no master ${i}`);
  return found;
}

/** The first slots that a master has. */
export const firstSlots = (of: NodeSnapshot, count: number): number[] =>
  ownSlots(of)
    .flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i))
    .slice(0, count);

export const moveOf = (from: NodeSnapshot, to: NodeSnapshot, slots: readonly number[]): Move => ({
  from: from.id,
  to: to.id,
  slots: rangesOf(slots),
});

/** What is wrong with a cluster after slots were moved: open slots, keys that are not where they belong. */
export async function harm(
  bed: Bed,
  id: string,
  keysPerSlot: number,
): Promise<{ open: number; missing: number }> {
  const now = await bed.lab.askAll(id);
  if (!now) throw new Error('no topology');
  return { open: openSlots(now).length, missing: await missing(bed.lab, now, keysPerSlot) };
}

export const UNHARMED = { open: 0, missing: 0 };

/** Makes a key in a slot on a node that does not own it, as a migration that went wrong would leave it. */
export async function plant(
  bed: Bed,
  slot: number,
  owner: NodeSnapshot,
  at: NodeSnapshot,
  key: string,
  value: string,
): Promise<void> {
  const ownerId = String(await bed.run(owner, 'CLUSTER', 'MYID'));
  await bed.run(at, 'CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', ownerId);
  await (await bed.lab.connectionTo(at.id)).batch([['ASKING'], ['SET', key, value]]);
  await bed.run(at, 'CLUSTER', 'SETSLOT', String(slot), 'STABLE');
}

/** Waits until a running migration tells what is wanted. */
export async function seen(
  migrations: Migrations,
  id: string,
  wanted: (progress: MigrationProgress) => boolean,
): Promise<MigrationProgress> {
  const end = Date.now() + 30_000;
  for (;;) {
    const progress = migrations.of(id);
    if (progress && wanted(progress)) return progress;
    if (Date.now() > end) throw new Error(`not seen: ${wanted}; ${JSON.stringify(progress)}`);
    await new Promise((r) => setTimeout(r, 5));
  }
}
