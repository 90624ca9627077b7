import { afterAll, expect, test } from 'vitest';
import { keySlot } from '../../../src/model/key-slot';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { observedRole, selfPeer } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { Bed, SERVERS } from '../topology/bed';
import { Watch } from './watch';

/** How long nothing may be found, ms; a shorter time by hand: HEALTHY_MINUTES=1. */
const LONG_MS = Number(process.env.HEALTHY_MINUTES ?? 10) * 60_000;
const WRITE_EVERY_MS = 500;
const SHAPES = ['replication', 'sentinel', 'cluster'] as const;

const bed = new Bed();
const watch = new Watch(bed);
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
}, 180_000);

/** Every shape of every version at once, under a normal load of writes. A second try would take as long. */
test('ten minutes on healthy topologies of every version: nothing is found', {
  retry: 0,
  timeout: LONG_MS + 300_000,
}, async () => {
  const ids: string[] = [];
  for (const image of SERVERS)
    for (const shape of SHAPES) ids.push((await bed.create(await bed.spec(shape, image))).id);
  for (const id of ids) bed.lab.attention(id, id);
  // They are made one after another on a busy machine: from here on nothing disturbs them.
  for (const id of ids) await watch.expect(id, [], 60_000);

  const told = new Set<string>();
  const looks = new Map<string, number>();
  const look = () => {
    for (const id of ids) {
      const found = watch.examinations.of(id);
      for (const { rule, what, evidence } of found)
        told.add(`${bed.get(id).name}: ${rule}: ${render(what)} ${JSON.stringify(evidence)}`);
      if (bed.get(id).nodes.every(isFresh)) looks.set(id, (looks.get(id) ?? 0) + 1);
    }
  };
  const stop = bed.lab.store.subscribe(look);
  const writing = { on: true };
  const writes = ids.map((id) => write(id, writing));
  const evidence = () =>
    ids.map((id) => Math.min(...watch.examined(id).nodes.map((n) => n.evidence?.at ?? 0)));
  const before = evidence();
  await new Promise((r) => setTimeout(r, LONG_MS));
  writing.on = false;
  stop();
  const written = await Promise.all(writes);

  expect([...told]).toEqual([]);
  // They were looked at all the time, evidence was gathered anew, and each took writes.
  for (const id of ids) expect(looks.get(id)).toBeGreaterThan(LONG_MS / 2000);
  if (LONG_MS > 120_000)
    for (const [i, at] of evidence().entries()) expect(at).toBeGreaterThan(before[i] ?? 0);
  for (const count of written) expect(count).toBeGreaterThan(LONG_MS / WRITE_EVERY_MS / 4);
});

/** Whether a node has answered within the last seconds. */
const isFresh = ({ answer }: NodeSnapshot): boolean => 'at' in answer && Date.now() - answer.at < 5000;

/** Writes to every master, as long as it is wanted. @returns how many writes were taken */
async function write(id: string, wanted: { readonly on: boolean }): Promise<number> {
  let taken = 0;
  while (wanted.on) {
    const masters = bed.get(id).nodes.filter((n) => observedRole(n) === 'master');
    for (const master of masters) {
      const slot = selfPeer(master)?.slots[0]?.[0];
      const write = bed.run(master, 'SET', slot === undefined ? 'k' : keyIn(slot), '.'.repeat(100));
      // A server of a busy machine may be slow once: findings are the proof, not each write.
      await write.then(
        () => taken++,
        () => undefined,
      );
    }
    await new Promise((r) => setTimeout(r, WRITE_EVERY_MS));
  }
  return taken;
}

const keys = new Map<number, string>();

/** A key of a slot. */
function keyIn(slot: number): string {
  const known = keys.get(slot);
  if (known !== undefined) return known;
  for (let n = 0; ; n++) {
    if (keySlot(`k${n}`) !== slot) continue;
    keys.set(slot, `k${n}`);
    return `k${n}`;
  }
}
