import { expect, test } from 'vitest';
import type { PageSnapshot, ToPage } from '../../src/protocol/to-page';
import { diff } from '../../src/ui/panel/page-update';
import { growth, HALF_AN_HOUR } from './memory';
import { pages } from './open-page';
import { cluster, hundredNodes } from './snapshots/cluster';
import { fiveMinutes } from './snapshots/history';
import { masterAnswer, NOW } from './snapshots/nodes';
import { replication, withNode } from './snapshots/replication';
import { linkDown, stopped } from './snapshots/states';
import { many } from './snapshots/timeline';
import { costs, later, secondsOf } from './update-costs';

const { open } = pages();

/** The message that tells of some nodes as they are in a snapshot. */
function update(snapshot: PageSnapshot, names: readonly string[], seconds = 1): ToPage {
  const nodes = snapshot.nodes.filter((n) => names.includes(n.name));
  const order = snapshot.nodes.map((n) => n.id);
  const { name, shape, state } = snapshot;
  return {
    kind: 'update',
    update: { revision: 1 + seconds, name, shape, state, nodes, order },
    now: NOW + seconds * 1000,
    history: {},
  };
}

test('an update changes what differs and leaves every other element what it was', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('tr, g, vscode-button')) Object.assign(row, { marked: true });
  });
  await send(update(withNode(replication(), 'cache-6380', stopped), ['cache-6380']));
  expect(
    await page
      .locator('section[aria-labelledby=nodes-title] tbody tr', { hasText: 'cache-6380' })
      .textContent(),
  ).toContain('stopped');
  expect(await page.locator('.as-of').textContent()).toContain('12:04:32');
  const anew = await page.evaluate(
    () => [...document.querySelectorAll('tr, g')].filter((e) => !(e as { marked?: boolean }).marked).length,
  );
  expect(anew).toBe(0);
  await close();
});

test('only what changed is written to the document', async () => {
  const { page, show, send, close } = await open();
  const before = cluster();
  await show(before);
  await page.evaluate(() => {
    const written: string[] = [];
    Object.assign(window, { written });
    new MutationObserver((all) => {
      for (const m of all)
        written.push(
          m.type === 'characterData' ? (m.target.textContent ?? '') : `${m.type} ${m.attributeName}`,
        );
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const after = withNode(before, 'orders-7001', later);
  await send({ kind: 'update', update: diff(before, after), now: NOW + 1000 });
  const written = await page.evaluate(() => (window as unknown as { written: string[] }).written);
  expect(written.sort()).toEqual(['4,812,838', 'live · 12:04:32']);
  await close();
});

test('focus and selection outlive updates, also when rows move', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  await page.locator('section[aria-labelledby=nodes-title] button.name', { hasText: 'cache-6381' }).focus();
  const promoted = withNode(withNode(replication(), 'cache-6379', stopped), 'cache-6381', (n) => ({
    ...n,
    answer: masterAnswer(5_000_000, []),
  }));
  await send(update(promoted, ['cache-6379', 'cache-6381']));
  expect(await page.locator('section[aria-labelledby=nodes-title] tbody tr').first().textContent()).toContain(
    'cache-6381',
  );
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('cache-6381');
  await page.locator('[role=option][data-node="cache/cache-6380"]').click();
  await send(update(withNode(promoted, 'cache-6380', stopped), ['cache-6380'], 2));
  expect(await page.locator('#details-title').textContent()).toContain('cache-6380');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe(
    'cache/cache-6380',
  );
  await close();
});

test('when a focused button goes away, the focus goes to the selected node', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  await page.locator('.details vscode-button', { hasText: 'Stop' }).focus();
  await send(update(withNode(replication(), 'cache-6379', stopped), ['cache-6379']));
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-node'))).toBe(
    'cache/cache-6379',
  );
  await close();
});

test('an update that names a node we never saw makes the page ask for everything', async () => {
  const { show, send, sent, close } = await open();
  await show(replication());
  const more = replication(3);
  await send(update(more, []));
  expect((await sent()).filter((m) => m.kind === 'ready')).toHaveLength(2);
  await close();
});

test('a view of the cluster that did not change is not sent again, and not lost', async () => {
  const { page, show, send, sent, close } = await open();
  await show(cluster());
  const after = withNode(cluster(), 'orders-7002', later).nodes.filter((n) => n.name === 'orders-7002');
  const nodes = after.map((n) => ({ ...n, answer: { ...n.answer, cluster: 'same' } }));
  const order = cluster().nodes.map((n) => n.id);
  const message = (order: string[]) => ({
    kind: 'update',
    update: { revision: 2, name: 'orders', shape: 'cluster', state: 'complete', nodes, order },
    now: NOW + 1000,
  });
  await send(message(order));
  expect(await page.locator('.health').textContent()).toContain('All 16384 slots are served by 3 masters');
  expect(await page.locator('tbody', { hasText: '4,812,850' }).count()).toBeGreaterThan(0);
  await show(replication());
  await send(message([...replication().nodes.map((n) => n.id), 'orders/orders-7002']));
  expect((await sent()).filter((m) => m.kind === 'ready')).toHaveLength(2);
  await close();
});

test('a node that is no longer in the order is no longer shown', async () => {
  const { page, show, send, close } = await open();
  await show(replication(2));
  await send(update(replication(1), []));
  expect(await page.locator('[role=option]').count()).toBe(2);
  await close();
});

test('a change of health is announced once; the passing of time is not', async () => {
  const { page, show, send, close } = await open();
  await show(replication());
  const announcer = page.locator('#announcer');
  expect(await announcer.textContent()).toBe('');
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const at = document.getElementById('announcer') as HTMLElement;
    new MutationObserver(() => said.push(at.textContent ?? '')).observe(at, {
      childList: true,
      characterData: true,
    });
  });
  for (const seconds of [1, 2, 3, 4]) {
    await send(update(withNode(replication(), 'cache-6380', linkDown(seconds)), ['cache-6380'], seconds));
  }
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('cache: warning.');
  expect(said[0]).toContain('link to its master down');
  await close();
});

test('an update of a hundred nodes costs little script, also with curves in sight', async () => {
  const { page, show, close } = await open({ reducedMotion: false });
  const first = hundredNodes();
  await show(first, {}, { history: fiveMinutes(first), timeline: many(200) });
  const messages = secondsOf(first, 80);
  for (const [what, part, bound] of [
    ['', messages.slice(0, 40), 8],
    [' with curves in sight', messages.slice(40), 12],
  ] as const) {
    const took = await costs(page, part);
    const [best = 0, median = 0] = [took[2], took[20]];
    process.stdout.write(
      `update of 100 nodes${what}: ${best.toFixed(1)} ms of scripting at best, ${median.toFixed(1)} ms median (goal 8)\n`,
    );
    // Others may have the machine meanwhile: what it costs undisturbed is near the best.
    expect(best).toBeLessThan(bound);
    await page.locator('.replication').scrollIntoViewIfNeeded();
  }
  await close();
}, 120_000);

test('half an hour of updates leaves memory where it was', async () => {
  const { page, show, close } = await open();
  await show(cluster());
  const { heapKb, domNodes } = await growth(page, cluster());
  process.stdout.write(`${HALF_AN_HOUR} updates: heap ${heapKb.toFixed(0)} KB, DOM ${domNodes} nodes more\n`);
  expect(heapKb).toBeLessThan(512);
  expect(domNodes).toBeLessThan(50);
  await close();
}, 120_000);
