import { expect, test } from 'vitest';
import type { SlotHeat, SlotMetric } from '../../src/model/slot-heat';
import type { CallResult, PageSnapshot } from '../../src/protocol/to-page';
import { type Opened, pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section[aria-labelledby=slots-title]');
const choices = (o: Opened) => section(o).locator('[aria-label="What the ribbon shows"] button');
const choose = (o: Opened, what: string) => choices(o).filter({ hasText: what }).click();
const words = async (o: Opened) => (await section(o).locator('.heat-words').allInnerTexts()).join('\n');

const slots = (hot: Readonly<Record<number, number>>) =>
  Array.from({ length: 16384 }, (_, slot) => hot[slot] ?? 0);
const told = (
  metrics: Partial<Record<SlotMetric, readonly number[]>>,
  over: Partial<SlotHeat> = {},
): CallResult => ({ ok: true, value: { at: NOW, metrics, silent: [], ...over } satisfies SlotHeat });

const questions = async (o: Opened) =>
  (await o.sent()).flatMap((m) => (m.kind === 'call' && m.call.name === 'slotHeat' ? [m.id] : []));
async function answer(o: Opened, result: CallResult): Promise<void> {
  const id = (await questions(o)).at(-1);
  await o.send({ kind: 'reply', id, result });
}

/** How high the bars are, from 0 to 1, by column. */
const bars = (o: Opened) =>
  section(o)
    .locator('.ribbon canvas')
    .first()
    .evaluate((c) => {
      const { width, height } = c as HTMLCanvasElement;
      const pixels = (c as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return Array.from({ length: width }, (_, x) => {
        const y = Array.from({ length: height }, (_, i) => i).find(
          (i) => (pixels[(i * width + x) * 4 + 3] ?? 0) > 60,
        );
        return y === undefined ? 0 : 1 - y / height;
      });
    });

/** Redis 8.0 has no CLUSTER SLOT-STATS. */
function old(): PageSnapshot {
  const snapshot = cluster();
  const nodes = snapshot.nodes.map((n) =>
    n.answer.kind === 'data'
      ? {
          ...n,
          answer: {
            ...n.answer,
            server: { ...n.answer.server, product: 'redis' as const, version: '8.0.2' },
          },
        }
      : n,
  );
  return { ...snapshot, nodes };
}

test('where no server counts per slot, there is no switch; where one does, nobody is asked before it is chosen', async () => {
  const o = await open();
  await o.show(old());
  expect(await choices(o).count()).toBe(0);
  await o.show(cluster());
  expect(await choices(o).allTextContents()).toEqual(['Owners', 'Keys']);
  expect(await questions(o)).toEqual([]);
  await o.close();
});

test('keys: bars by height, the hottest slots as ways to them, the number of the slot pointed at', async () => {
  const o = await open();
  await o.show(cluster());
  await choose(o, 'Keys');
  expect(await words(o)).toContain('Asking the masters');
  await answer(o, told({ keys: slots({ 5461: 400, 12000: 100, 3: 1 }) }));
  expect(await words(o)).toContain('full height is slot 5461 with 400 keys.');
  expect(await words(o)).toContain('cluster-slot-stats-enabled yes');
  const heights = await bars(o);
  const at = (slot: number) =>
    Math.max(...heights.slice(Math.round((slot / 16384) * heights.length) - 3).slice(0, 6));
  expect(at(5461)).toBeGreaterThan(0.85);
  expect(at(12000)).toBeGreaterThan(0.2);
  expect(at(12000)).toBeLessThan(0.45);
  expect(at(8000)).toBeLessThan(0.15);
  const rows = section(o).locator('.hottest tbody tr');
  expect(await rows.allInnerTexts()).toEqual([
    '5461\torders-7002\t400 keys\t79.8 %',
    '12000\torders-7004\t100 keys\t20.0 %',
    '3\torders-7000\t1 key\t0.2 %',
  ]);
  await rows.nth(1).locator('button').click();
  expect(await section(o).locator('.readout').textContent()).toBe(
    'slot 12000 · orders-7004 · served · 100 keys',
  );
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('CPU and network are per second: the first figures come with the second answer', async () => {
  const o = await open({ clock: true });
  await o.show(cluster());
  await choose(o, 'Keys');
  await answer(o, told({ keys: slots({}), cpu: slots({ 7: 5000 }), network: slots({ 7: 100 }) }));
  expect(await choices(o).allTextContents()).toEqual(['Owners', 'Keys', 'CPU', 'Network']);
  expect(await words(o)).toBe('No slot holds a key.');
  await choose(o, 'CPU');
  expect(await words(o)).toContain('the first figures come in 3 s');
  await o.page.clock.runFor(3100);
  expect(await questions(o)).toHaveLength(2);
  const later = { at: NOW + 3000 };
  await answer(o, told({ keys: slots({}), cpu: slots({ 7: 35_000 }), network: slots({ 7: 6244 }) }, later));
  expect(await words(o)).toContain('full height is slot 7 with 1.00 % of a core.');
  await choose(o, 'Network');
  expect(await words(o)).toContain('full height is slot 7 with 2.0 KB/s.');
  await o.close();
});

test('never a second question while one is not answered; none when owners are shown again, or the topology is gone', async () => {
  const o = await open({ clock: true });
  await o.show(cluster());
  await choose(o, 'Keys');
  await o.page.clock.runFor(20_000);
  expect(await questions(o)).toHaveLength(1);
  await answer(o, told({ keys: slots({ 1: 1 }) }));
  await o.page.clock.runFor(3100);
  expect(await questions(o)).toHaveLength(2);
  await choose(o, 'Owners');
  await answer(o, told({ keys: slots({ 1: 2 }) }));
  await o.page.clock.runFor(20_000);
  expect(await questions(o)).toHaveLength(2);
  expect(await section(o).locator('.hottest').count()).toBe(0);
  await choose(o, 'Keys');
  expect(await words(o)).toContain('Asking the masters');
  await answer(o, told({ keys: slots({ 1: 1 }) }));
  await o.send({ kind: 'gone' });
  await o.page.clock.runFor(3100);
  await answer(o, { ok: false, message: 'This topology is no longer there.' });
  await o.page.clock.runFor(20_000);
  expect(await questions(o)).toHaveLength(4);
  await o.close();
});

test('who refuses is named with its words; a malformed answer is refused', async () => {
  const o = await open({ clock: true });
  await o.show(cluster());
  await choose(o, 'Keys');
  const keys = slots({ 1: 2 }).map((n, slot) => (slot > 10_922 ? -1 : n));
  const silent = [{ node: 'orders-7004', why: "NOPERM can't run <b>this</b> command" }];
  await answer(o, told({ keys }, { silent }));
  expect(await words(o)).toContain("orders-7004 does not tell: NOPERM can't run <b>this</b> command");
  await o.page.clock.runFor(3100);
  await answer(o, { ok: false, message: 'No master of orders answers.' });
  expect(await words(o)).toBe('The masters could not be asked: No master of orders answers.');
  expect(await section(o).locator('.hottest').count()).toBe(0);
  await o.page.clock.runFor(3100);
  await answer(o, { ok: true, value: { keys: 'many' } });
  expect(await words(o)).toContain('the answer is malformed');
  expect(await o.offences()).toEqual([]);
  await o.close();
});
