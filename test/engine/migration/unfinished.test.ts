import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { SLOTS_AT_ONCE } from '../../../src/model/moves/batching';
import { SWIFT } from '../../../src/model/moves/pace';
import { unfinishedSlots } from '../../../src/model/moves/unfinished';
import { slotOwners } from '../../../src/model/slot-owners';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { observedRole } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { finishMigration } from '../../../src/operations/migration/finish';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { undoMigration } from '../../../src/operations/migration/undo';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { Migrations } from '../../../src/topology/migrations';
import { fill } from '../../bench/reshard/slot-data';
import { Bed, SERVERS, work } from '../topology/bed';
import { firstSlots, harm, master, moveOf, seen, UNHARMED } from './ground';

const bed = new Bed();
afterAll(() => bed.dispose());

const KEYS = 4;
/** Keys of the slots that are open at a time. */
const UNDER_WAY = SWIFT.batches * SLOTS_AT_ONCE * KEYS;

/** Slots as movers may leave them: opened on one side only, on both, with keys gone over, and closed on the target only. */
async function leave(
  id: string,
  slots: readonly number[],
  from: NodeSnapshot,
  to: NodeSnapshot,
): Promise<void> {
  const [mine, theirs] = [
    String(await bed.run(from, 'CLUSTER', 'MYID')),
    String(await bed.run(to, 'CLUSTER', 'MYID')),
  ];
  const [onTarget, both, parted, given, onSource] = slots.map(String);
  const set = (at: NodeSnapshot, slot = '', ...state: string[]) =>
    bed.run(at, 'CLUSTER', 'SETSLOT', slot, ...state);
  const carry = async (slot = '', count: number) => {
    const keys = (await bed.run(from, 'CLUSTER', 'GETKEYSINSLOT', slot, String(count))) as string[];
    const way = [to.container.ip ?? '', String(to.port), '', '0', '5000'];
    await bed.run(from, 'MIGRATE', ...way, 'KEYS', ...keys);
  };
  for (const slot of [onTarget, both, parted, given]) await set(to, slot, 'IMPORTING', mine);
  for (const slot of [both, parted, given, onSource]) await set(from, slot, 'MIGRATING', theirs);
  await carry(parted, KEYS / 2);
  await carry(given, KEYS);
  await set(to, given, 'NODE', theirs);
  await bed.lab.askAll(id);
}

describe.each(SERVERS)('on %s', (image) => {
  test('open slots are seen, and finished or given back, whatever state they were left in', async () => {
    const t = await bed.create(await bed.spec('cluster', image));
    await fill(bed.lab, t, KEYS);
    const [from, to] = [master(t, 0), master(t, 1)];
    for (const [close, owners] of [
      [finishMigration, [to, to, to, to, to]],
      [undoMigration, [from, from, from, to, from]],
    ] as const) {
      const slots = firstSlots(master(bed.get(t.id), 0), 5);
      await leave(t.id, slots, from, to);
      const open = unfinishedSlots(bed.get(t.id)).map((u) => u.slot);
      expect(open).toEqual(expect.arrayContaining([slots[0], slots[1], slots[2], slots[4]]));
      const result = await close(bed.lab, new Migrations(), t.id, work());
      expect(result.outcome).toBe('done');
      // The source may hear by itself, a moment later, that the target owns a slot.
      expect(result.slotsMoved).toBeGreaterThanOrEqual(4);
      expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
      const { owner } = slotOwners(bed.get(t.id));
      expect(slots.map((slot) => owner[slot])).toEqual(owners.map((n) => n.id));
    }
    await removeTopology(bed.lab, t.id, work());
  });

  test('a target that dies midway is named within seconds, and its slots are finished when its replica has taken over', async () => {
    const t = await bed.create(await bed.spec('cluster', image, { nodeTimeoutMs: 2000 }));
    await fill(bed.lab, t, KEYS);
    const [from, to] = [master(t, 0), master(t, 1)];
    const migrations = new Migrations();
    const slots = firstSlots(from, 5000);
    const moving = moveSlots(
      bed.lab,
      migrations,
      t.id,
      [moveOf(from, to, slots)],
      { method: 'keyByKey' },
      work(),
    ).catch((e: unknown) => e);
    await seen(migrations, t.id, (p) => p.slotsDone > 100);
    const died = Date.now();
    await killNodes(bed.lab, [to.id], work());
    const failure = await moving;
    expect(failure).toBeInstanceOf(Failure);
    expect(render((failure as Failure).what)).toContain(to.name);
    expect(Date.now() - died).toBeLessThan(30_000);

    // The heir of the target has its keys, and may know nothing of open slots.
    await bed.see(t.id, 'the replica took over', 30_000, (s) => {
      const answering = s.nodes.flatMap((n) =>
        n.answer.kind === 'data' ? [{ n, cluster: n.answer.cluster }] : [],
      );
      return (
        answering.every(({ cluster }) => cluster?.state === 'ok') &&
        answering.some(({ n }) => n.id !== to.id && n.shard === to.shard && observedRole(n) === 'master')
      );
    });
    const result = await finishMigration(bed.lab, new Migrations(), t.id, work());
    expect(result.outcome).toBe('done');
    await startNodes(bed.lab, [to.id], work());
    // The one that was killed comes back as a master until it hears what happened.
    await bed.see(t.id, 'all nodes see the cluster work', 30_000, (s) => {
      const masters = s.nodes.filter((n) => observedRole(n) === 'master');
      return (
        masters.length === 3 &&
        s.nodes.every((n) => n.answer.kind === 'data' && n.answer.cluster?.state === 'ok')
      );
    });
    const { open, missing } = await harm(bed, t.id, KEYS);
    expect(open).toBe(0);
    // Replication is asynchronous: what had reached the target but not its replica is lost with it, as any write is.
    expect(missing).toBeLessThanOrEqual(UNDER_WAY);
    await removeTopology(bed.lab, t.id, work());
  });
});
