import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { cluster, clusterFailover, clusterWithHole, hundredNodes, movingSlots } from './snapshots/cluster';
import { crowdedSlot, lookAtHeat } from './snapshots/heat';
import { fiveMinutes } from './snapshots/history';
import { copying, replication, withNode } from './snapshots/replication';
import { midFailover, sentinel } from './snapshots/sentinel';
import { linkDown, locked, paused, stopped, unreachable } from './snapshots/states';
import { happened } from './snapshots/timeline';
import { THEMES } from './themes';

const { open } = pages();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 A and AA, each with where. */
async function violations({ page }: Opened): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          o: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
    const result = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return result.violations.flatMap((v) =>
      v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0, 300)}`),
    );
  });
}

for (const theme of THEMES) {
  test(`axe finds nothing in any state in ${theme}`, async () => {
    const o = await open({ theme });
    // By the debugger, which no CSP stops: the page itself must not be able to load it.
    await o.page.evaluate(axe);
    expect(await violations(o), 'loading').toEqual([]);
    const troubled = withNode(withNode(cluster(), 'orders-7002', unreachable()), 'orders-7005', paused);
    const mixed = withNode(withNode(replication(3), 'cache-6380', stopped), 'cache-6381', linkDown(4));
    const states = {
      sentinel: sentinel(),
      failover: midFailover(),
      hole: clusterWithHole(),
      moving: movingSlots(),
      troubled,
      mixed,
      locked: { ...withNode(replication(), 'cache-6379', locked), origin: 'found' as const },
      copying: copying(),
      elects: clusterFailover(),
      heat: cluster(),
    };
    for (const [name, snapshot] of Object.entries({ ...states, hundred: hundredNodes() })) {
      await o.show(snapshot, {}, { history: fiveMinutes(snapshot), timeline: happened });
      if (name === 'hole') {
        await o.page.locator('#find-key').fill('user:42');
        for (const summary of await o.page.locator('summary').all()) await summary.click();
        await o.page.locator('.unfold').click();
      }
      if (name === 'heat') await lookAtHeat(o, crowdedSlot);
      expect(await violations(o), name).toEqual([]);
    }
    await o.show({ ...replication(), state: 'incomplete' });
    await o.send({ kind: 'engine', trouble: text('The engine does not answer') });
    await o.page.locator('.details vscode-button').first().click();
    expect(await violations(o), 'busy').toEqual([]);
    await o.send({ kind: 'reply', id: 1, result: { ok: false, message: 'refused' } });
    expect(await violations(o), 'failed').toEqual([]);
    await o.send({ kind: 'gone' });
    expect(await violations(o), 'gone').toEqual([]);
    expect(await o.offences()).toEqual([]);
    await o.close();
  }, 240_000);
}

test('everything is reached by Tab, in the order in which it stands, with a visible focus', async () => {
  const o = await open();
  await o.show(cluster());
  const reached: string[] = [];
  for (let i = 0; i < 60; i++) {
    await o.page.keyboard.press('Tab');
    const at = await o.page.evaluate(() => {
      let e = document.activeElement;
      if (!e || e === document.body) return undefined;
      const name = e.getAttribute('aria-label') ?? e.textContent ?? '';
      while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
      const drawn = e.matches('g') ? (e.querySelector('rect') as Element) : e;
      const { outlineStyle, outlineWidth, strokeWidth, borderColor, boxShadow } = getComputedStyle(drawn);
      const seen = outlineStyle !== 'none' && outlineWidth !== '0px';
      return {
        name,
        seen: seen || strokeWidth === '3px' || boxShadow !== 'none' || borderColor === 'rgb(0, 120, 212)',
      };
    });
    if (!at) break;
    expect(at.seen, `focus on ${at.name}`).toBe(true);
    reached.push(at.name);
  }
  expect(reached.slice(0, 7)).toEqual([
    'Verify',
    'Failover…',
    'Reshard…',
    'Rebalance…',
    'Stop All',
    'Refresh',
    'Remove…',
  ]);
  const first = reached.findIndex((name) => name.includes('orders-7000:'));
  expect(reached.slice(first + 1, first + 3)).toEqual(['Inspect', 'Show Logs']);
  expect(reached).toContain('Lower slots');
  expect(reached).toContain('Slots: arrow keys go through them, plus and minus zoom');
  expect(reached).toContain('Slots per shard');
  expect(reached).toContain('Open redis-cli');
  expect(reached.at(-1)).toContain('orders-7005');
  await o.close();
});

test('at 200 % zoom nothing is cut off', async () => {
  const o = await open({ width: 550, height: 450 });
  for (const snapshot of [sentinel(), clusterWithHole()]) {
    await o.show(snapshot, {}, { history: fiveMinutes(snapshot), timeline: happened });
    expect(await o.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(550);
  }
  await o.page.screenshot({ path: 'test-results/page/hole-zoomed.png', fullPage: true });
  await o.close();
});

test('who prefers no motion gets none; others see a promotion move', async () => {
  for (const [reducedMotion, wanted] of [
    [true, '0s'],
    [false, '0.3s'],
  ] as const) {
    const o = await open({ reducedMotion });
    await o.show(replication());
    const duration = await o.page
      .locator('.node')
      .first()
      .evaluate((e) => getComputedStyle(e).transitionDuration);
    expect(duration).toBe(wanted);
    await o.close();
  }
});
