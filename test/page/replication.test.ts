import { expect, test } from 'vitest';
import { type Opened, pages } from './open-page';
import { cluster, hundredNodes } from './snapshots/cluster';
import { fiveMinutes, secondOf } from './snapshots/history';
import { masterAnswer, NOW } from './snapshots/nodes';
import { copying, replication, withNode } from './snapshots/replication';
import { linkDown, stopped } from './snapshots/states';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section.replication');
const rowOf = (o: Opened, name: string) =>
  section(o)
    .locator('.scroller')
    .first()
    .locator('tbody tr', { has: o.page.locator('th', { hasText: name }) });
const cells = (o: Opened, name: string) => rowOf(o, name).locator('td').allInnerTexts();

/** The columns in which a curve has ink, from 0 to 1, by their colour. */
const ink = (o: Opened, name: string) =>
  rowOf(o, name)
    .locator('canvas')
    .evaluate((c) => {
      const canvas = c as HTMLCanvasElement;
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const blue = (x: number, y: number) => {
        const at = (y * width + x) * 4;
        return (pixels[at + 3] ?? 0) > 100 && (pixels[at + 2] ?? 0) > (pixels[at] ?? 0) + 60;
      };
      const columns = Array.from({ length: width }, (_, x) => {
        const y = Array.from({ length: height }, (_, i) => i).find((i) => blue(x, i));
        return y === undefined ? undefined : y / height;
      });
      return { columns, width };
    });

test('each replica has its numbers, its master what it writes and how long one may be away', async () => {
  const o = await open();
  const snapshot = replication();
  await o.show(snapshot, {}, { history: fiveMinutes(snapshot) });
  expect(await cells(o, 'cache-6379')).toEqual([
    expect.stringMatching(
      /^writes 18\.\d KB a second · backlog 1\.0 MB · a replica away for up to 5\d s can resume$/,
    ),
  ]);
  const [of, , behind, highest, acknowledged, link, again] = await cells(o, 'cache-6381');
  expect([of, behind, acknowledged, link, again]).toEqual([
    'cache-6379',
    expect.stringMatching(/^1\.2 KB · 6\d ms$/),
    '1 s ago',
    'up',
    'resumes',
  ]);
  expect(highest).toMatch(/^4\d\.\d KB$/);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a link that is down or a node that is silent has no number that looks present', async () => {
  const o = await open();
  const down = withNode(withNode(replication(3), 'cache-6380', linkDown(4)), 'cache-6381', stopped);
  const fresh = withNode(down, 'cache-6382', (n) =>
    n.answer.kind === 'data'
      ? { ...n, answer: { ...n.answer, replication: { ...n.answer.replication, offset: 12 } } }
      : n,
  );
  await o.show(fresh);
  expect(await cells(o, 'cache-6379')).toEqual(['writes not measured yet · backlog 1.0 MB']);
  expect((await cells(o, 'cache-6380')).slice(4, 7)).toEqual(['4 s ago', 'link down', 'resumes']);
  expect((await cells(o, 'cache-6381')).slice(2)).toEqual(['–', '–', '–', 'not linked', '–']);
  expect((await cells(o, 'cache-6382')).at(-1)).toBe('copies everything');
  await o.close();
});

test('the curve is in the lower third while all is well, and broken where nothing was measured', async () => {
  const o = await open();
  const snapshot = replication();
  await o.show(snapshot, {}, { history: fiveMinutes(snapshot) });
  await section(o).scrollIntoViewIfNeeded();
  await o.page.evaluate(() => new Promise((r) => setTimeout(r, 100)));
  const { columns, width } = await ink(o, 'cache-6380');
  const drawn = columns.filter((y) => y !== undefined);
  expect(drawn.length).toBeGreaterThan(width * 0.8);
  expect(Math.min(...drawn)).toBeGreaterThan(0.6);
  // Half a minute nobody looked: seconds 60 to 90 of 300.
  const gap = columns.slice(Math.round(width * 0.22), Math.round(width * 0.28));
  expect(gap.every((y) => y === undefined)).toBe(true);
  const fell = await ink(o, 'cache-6381');
  expect(Math.min(...fell.columns.filter((y) => y !== undefined))).toBeLessThan(0.25);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('curves are drawn only where they are seen, and go on with every second', async () => {
  const o = await open({ reducedMotion: false, height: 700 });
  const snapshot = hundredNodes();
  await o.show(snapshot, {}, { history: fiveMinutes(snapshot) });
  await section(o).scrollIntoViewIfNeeded();
  await o.page.evaluate(() => {
    const count = { strokes: 0 };
    Object.assign(window, { count });
    const { prototype } = CanvasRenderingContext2D;
    const { stroke } = prototype;
    prototype.stroke = function (this: CanvasRenderingContext2D) {
      if (this.canvas.closest('.curve')) count.strokes++;
      (stroke as () => void).call(this);
    };
  });
  const strokes = () =>
    o.page.evaluate(() => (window as unknown as { count: { strokes: number } }).count.strokes);
  const tick = (second: number) =>
    o.send({
      kind: 'update',
      update: {
        revision: 1 + second,
        name: snapshot.name,
        shape: snapshot.shape,
        state: 'complete',
        nodes: [],
        order: snapshot.nodes.map((n) => n.id),
      },
      now: NOW + second * 1000,
      history: secondOf(snapshot, NOW + second * 1000),
    });
  await o.page.evaluate(() => window.scrollTo(0, 0));
  await o.page.evaluate(() => new Promise((r) => setTimeout(r, 100)));
  const hidden = await strokes();
  await tick(1);
  expect(await strokes()).toBe(hidden);
  await section(o).scrollIntoViewIfNeeded();
  await o.page.evaluate(() => new Promise((r) => setTimeout(r, 100)));
  const seen = await strokes();
  expect(seen).toBeGreaterThan(hidden);
  await tick(2);
  const again = (await strokes()) - seen;
  expect(again).toBeGreaterThan(0);
  // Fifty replicas; a floor, a dotted line and a curve of two parts for each that is seen.
  expect(again).toBeLessThan(30 * 4);
  await o.close();
}, 90_000);

test('the curves are a table too, minute by minute, for those who open it', async () => {
  const o = await open();
  const snapshot = replication();
  await o.show(snapshot, {}, { history: fiveMinutes(snapshot) });
  expect(await section(o).locator('details table').count()).toBe(0);
  await section(o).locator('summary').click();
  const minutes = section(o).locator('details tbody tr').nth(1).locator('td');
  await expect.poll(() => minutes.count()).toBe(5);
  const [, , , peak, last] = await minutes.allTextContents();
  expect(peak).toMatch(/^\d\.\d KB|4\d\.\d KB$/);
  expect(last).toMatch(/KB$/);
  await o.close();
});

test('a linked replica that answers after its master is not taken for one that lost its place', async () => {
  const o = await open();
  const ahead = withNode(replication(), 'cache-6380', (n) =>
    n.answer.kind === 'data'
      ? { ...n, answer: { ...n.answer, replication: { ...n.answer.replication, offset: 9_000_000 } } }
      : n,
  );
  await o.show(ahead);
  expect((await cells(o, 'cache-6380')).at(-1)).toBe('resumes');
  await o.close();
});

test('a topology without a replica has no replication', async () => {
  const o = await open();
  await o.show(replication(0));
  expect(await section(o).count()).toBe(0);
  const alone = withNode(cluster(), 'orders-7001', (n) => ({ ...n, answer: masterAnswer(5, []) }));
  await o.show(alone);
  expect(await rowOf(o, 'orders-7003').count()).toBe(1);
  await o.close();
});

test('a copy of everything tells how far it is, and no number of bytes behind', async () => {
  const o = await open();
  await o.show(copying());
  const link = async (name: string) => (await cells(o, name))[5];
  expect(await link('cache-6380')).toBe('copying, 38 %\n7.3 MB of 18.9 MB');
  expect(await link('cache-6381')).toBe('copying\nits master is making the copy');
  expect(await link('cache-6382')).toBe('copying, 4.0 MB\nhow much there is, nobody knows');
  expect(await rowOf(o, 'cache-6380').locator('.fill').getAttribute('style')).toContain('width: 38.6%');
  expect((await cells(o, 'cache-6380'))[2]).toBe('–');
  expect(await o.page.locator('.picture').textContent()).toContain('copying, 38 %');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a new replication id is told, with its time and what it goes on from', async () => {
  const o = await open();
  const promoted = withNode(replication(), 'cache-6379', (n) => {
    if (n.answer.kind !== 'data') return n;
    const former = { id: 'f00dfeed00', until: 4_812_000 };
    return { ...n, answer: { ...n.answer, replication: { ...n.answer.replication, former } } };
  });
  const history = { 'cache/cache-6379': { historyBegan: { at: [NOW - 60_000], value: [4_812_000] } } };
  await o.show(promoted, {}, { history });
  expect((await cells(o, 'cache-6379'))[0]).toMatch(
    /\nreplication id [0-9a-f]{8} since 12:03:31, goes on from f00dfeed$/,
  );
  const facts = await o.page.locator('.details dl').textContent();
  expect(facts).toContain('since 12:03:31, goes on from f00dfeed at offset 4,812,000');
  await o.close();
});
