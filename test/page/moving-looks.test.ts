import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { cluster, hundredNodes, movingSlots } from './snapshots/cluster';
import { measured, running, withEmptyMaster } from './snapshots/moving';
import { NOW } from './snapshots/nodes';
import { THEMES } from './themes';

const { open } = pages();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHINESE = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Record<string, string>;

/** What axe finds against WCAG 2.2 A and AA. */
const violations = ({ page }: Opened): Promise<string[]> =>
  page.evaluate(async () => {
    type Found = { id: string; nodes: { html: string; failureSummary?: string }[] };
    const { axe } = window as unknown as { axe: { run(o: object): Promise<{ violations: Found[] }> } };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
    const result = await axe.run({ runOnly: { type: 'tag', values } });
    return result.violations.flatMap((v) =>
      v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0, 200)}`),
    );
  });

async function measuredForm(o: Opened, form: string): Promise<void> {
  const asked = async () => (await o.sent()).filter((m) => m.kind === 'call').at(-1)?.id ?? 0;
  const before = await asked();
  await o.send({ kind: 'open', form });
  if (form === 'moveSlot') await o.page.locator('#move-key').fill('user:42');
  await expect.poll(asked).toBeGreaterThan(before);
  await o.send({ kind: 'reply', id: await asked(), result: { ok: true, value: measured() } });
}

/** Every state, one after another. */
const STATES: Readonly<Record<string, (o: Opened) => Promise<void>>> = {
  reshard: (o) => measuredForm(o, 'reshard'),
  rebalance: (o) => measuredForm(o, 'rebalance'),
  drain: (o) => measuredForm(o, 'drain'),
  'move-slot': (o) => measuredForm(o, 'moveSlot'),
  running: (o) => o.send({ kind: 'migration', progress: running() }),
  paused: (o) => o.send({ kind: 'migration', progress: running({ state: 'paused' }) }),
  cancelling: (o) => o.send({ kind: 'migration', progress: running({ state: 'cancelling' }) }),
  done: (o) =>
    o.send({
      kind: 'migration',
      ended: {
        at: NOW,
        outcome: 'done',
        what: text('{0} slots with {1} keys were moved in {2}.', '4,096', '250,013', '3.2 s'),
        remarks: [],
      },
    }),
  unfinished: async (o) => {
    await o.send({ kind: 'migration' });
    await o.show(movingSlots(), o.page.url().includes('zh') ? CHINESE : {});
    const update = { ...movingSlots(), order: movingSlots().nodes.map((n) => n.id) };
    await o.send({ kind: 'update', update, now: NOW + 11_000 });
  },
};

for (const theme of THEMES) {
  test(`axe finds nothing in any state in ${theme}`, async () => {
    const o = await open({ theme });
    await o.page.evaluate(axe);
    await o.show(withEmptyMaster());
    for (const [name, reach] of Object.entries(STATES)) {
      await reach(o);
      expect(await violations(o), name).toEqual([]);
      await o.page.screenshot({ path: `test-results/page/moving-${name}-${theme}.png` });
    }
    expect(await o.offences()).toEqual([]);
    await o.close();
  }, 90_000);
}

test.each([
  [400, 'en'],
  [1100, 'zh-cn'],
  [400, 'zh-cn'],
] as const)('everything fits %d pixels in %s', async (width, lang) => {
  const o = await open({ width, lang });
  await o.show(withEmptyMaster(), lang === 'en' ? {} : CHINESE);
  for (const [name, reach] of Object.entries(STATES)) {
    await reach(o);
    const beyond = await o.page.evaluate(() =>
      [...document.querySelectorAll('.moving *, .notice *')]
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroller'))
        .map((e) => `${e.tagName}.${e.getAttribute('class')} ${e.textContent?.slice(0, 60)}`),
    );
    expect(beyond, name).toEqual([]);
    await o.page.screenshot({ path: `test-results/page/moving-${name}-${lang}-${width}.png` });
  }
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('typing in the form of fifty masters is fluid', async () => {
  const o = await open();
  await o.show(hundredNodes());
  await o.send({ kind: 'open', form: 'rebalance' });
  const took = await o.page.locator('#move-threshold').evaluate((input) => {
    const times: number[] = [];
    for (let i = 0; i < 21; i++) {
      (input as HTMLInputElement).value = String(i % 2);
      const start = performance.now();
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  });
  process.stdout.write(`a letter in the form of 50 masters: ${took[10]?.toFixed(1)} ms median\n`);
  expect(took[2]).toBeLessThan(50);
  await o.close();
});

test('a page that is shown a cluster first knows of no migration', async () => {
  const o = await open();
  await o.show(cluster());
  expect(await o.page.locator('section.moving, .notice').count()).toBe(0);
  await o.close();
});
