import { expect, test } from 'vitest';
import { text } from '../../src/model/text';
import { type Opened, pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';
import { sentinel } from './snapshots/sentinel';
import { failover, happened, many } from './snapshots/timeline';

const { open } = pages();
const section = ({ page }: Opened) => page.locator('section.timeline');
const sentences = (o: Opened) => section(o).locator('.entries > .entry > .what').allTextContents();
const filter = (o: Opened, label: string) => section(o).locator('.filters button', { hasText: label });

test('what happened stands newest first, with time, kind and sentence', async () => {
  const o = await open();
  await o.show(sentinel(), {}, { timeline: happened });
  expect(await sentences(o)).toEqual([
    'sessions-6380 became master',
    'sessions verified',
    'the cluster is down',
    'sessions-sentinel-2 knows of a new sentinel',
    '▸sessions-6379 → sessions-6380: a new master after 6.2 s (5 steps)',
    'sessions-6379 started',
  ]);
  expect(await section(o).locator('time').allTextContents()).toEqual([
    '12:04:27',
    '12:04:11',
    '12:03:51',
    '12:03:31',
    '12:02:31',
    '11-21 10:04',
  ]);
  expect(await section(o).locator('.chip').nth(2).textContent()).toBe('✖cluster (error) ');
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('a failover unfolds into its steps, with times after its cause', async () => {
  const o = await open();
  await o.show(sentinel(), {}, { timeline: happened });
  const button = section(o).locator('.unfold');
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.focus();
  await o.page.keyboard.press('Enter');
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  const id = (await button.getAttribute('aria-controls')) ?? '';
  const steps = o.page.locator(`[id="${id}"] > li`);
  expect(await steps.locator('.after').allTextContents()).toEqual([
    '+0 ms',
    '+5.04 s',
    '+5.16 s',
    '+6.24 s',
    '+6.91 s',
  ]);
  expect(await steps.nth(3).textContent()).toContain('sessions-6380 became master');
  // A step more, and an entry less: the unfolded stays unfolded, the focus where it was.
  const steps6 = [...(failover.steps ?? []), { ...failover.steps?.[0], id: 'f.9', offsetMs: 125_000 }];
  await o.send({ kind: 'timeline', changed: [{ ...failover, steps: steps6 }], removed: ['b'] });
  expect(await steps.locator('.after').last().textContent()).toBe('+2 min 5 s');
  expect(await sentences(o)).toHaveLength(5);
  expect(await o.page.evaluate(() => document.activeElement?.className)).toContain('unfold');
  await o.page.keyboard.press('Enter');
  expect(await steps.count()).toBe(0);
  await o.close();
});

test('filters show what comes from one side, also what went into a failover', async () => {
  const o = await open();
  await o.show(sentinel(), {}, { timeline: happened });
  const shown = async (label: string) => {
    await filter(o, label).click();
    expect(await filter(o, label).getAttribute('aria-pressed')).toBe('true');
    return (await sentences(o)).length;
  };
  expect(await shown('Failovers')).toBe(1);
  expect(await shown('Engine')).toBe(2);
  expect(await shown('Sentinels')).toBe(2);
  expect(await shown('Roles and slots')).toBe(3);
  expect(await shown('Mine')).toBe(1);
  expect(await shown('All')).toBe(6);
  await o.show(cluster(), {}, { timeline: [] });
  expect(await section(o).textContent()).toContain('Nothing has happened');
  expect(await filter(o, 'Sentinels').count()).toBe(0);
  await o.close();
});

test('it is copied as text, with its steps; without a clipboard the text is there, selected', async () => {
  const o = await open();
  await o.show(sentinel(), {}, { timeline: happened });
  await o.page.evaluate(() => {
    const copied: string[] = [];
    Object.assign(window, { copied });
    const clipboard = { writeText: async (words: string) => void copied.push(words) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
  const copy = section(o).locator('vscode-button', { hasText: 'Copy as Text' });
  await copy.click();
  await expect.poll(() => section(o).locator('.copy-note').textContent()).toBe('Copied');
  const [copied] = await o.page.evaluate(() => (window as unknown as { copied: string[] }).copied);
  const lines = copied?.split('\n') ?? [];
  expect(lines[0]).toBe('2026-11-22 12:04:27.000  role  sessions-6380 became master');
  expect(lines.map((l) => l.trim())).toContain('+5.04 s  sentinel  sessions-6379 does not answer');
  await o.page.evaluate(() => {
    const clipboard = { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
  await copy.click();
  const area = section(o).locator('textarea');
  await expect.poll(() => area.count()).toBe(1);
  expect(await area.inputValue()).toBe(copied);
  const selected = () => o.page.evaluate(() => String(getSelection()));
  await expect.poll(selected).toContain('sessions-6380 became master');
  await section(o).locator('vscode-button', { hasText: 'Close' }).click();
  expect(await area.count()).toBe(0);
  expect(await o.offences()).toEqual([]);
  await o.close();
});

test('two hundred are in the document at most, and an unchanged timeline costs nothing', async () => {
  const o = await open();
  await o.show(sentinel(), {}, { timeline: many(200) });
  await o.send({ kind: 'timeline', changed: many(260).slice(200), removed: [] });
  expect(await section(o).locator('.entry').count()).toBe(200);
  expect(await section(o).textContent()).toContain('60 older ones are not shown');
  const took = await o.page.evaluate(
    (change) => {
      const timed = (data: unknown) => {
        const start = performance.now();
        window.dispatchEvent(new MessageEvent('message', { data }));
        return performance.now() - start;
      };
      const nothing = { kind: 'engine', trouble: undefined };
      const best = (data: (i: number) => unknown) =>
        Math.min(...Array.from({ length: 9 }, (_, i) => timed(data(i))));
      return {
        idle: best(() => nothing),
        one: best((i) => ({ kind: 'timeline', changed: [{ ...change, id: `n${i}` }], removed: [] })),
      };
    },
    { ...many(1)[0], at: NOW },
  );
  process.stdout.write(
    `timeline of 200: a render without news ${took.idle.toFixed(1)} ms, with one more entry ${took.one.toFixed(1)} ms\n`,
  );
  expect(took.one).toBeLessThan(25);
  await o.close();
});

test('markup in what happened is text', async () => {
  const o = await open();
  const EVIL = `<img src=x onerror="window.pwned=1"><b id=evil>`;
  const steps = [{ ...failover.steps?.[0], what: text('{0} {1}', EVIL, text(EVIL)) }];
  const entry = { ...failover, id: `x"><i id=evil>`, what: text('{0}', EVIL), steps };
  await o.send({
    kind: 'hydrate',
    snapshot: sentinel(),
    engineName: 'x',
    translations: {},
    now: NOW,
    timeline: [entry],
  });
  await section(o).locator('.unfold').click();
  expect(await section(o).textContent()).toContain(EVIL);
  expect(await o.page.locator('#evil, main img').count()).toBe(0);
  expect(await o.page.evaluate(() => 'pwned' in window)).toBe(false);
  // What is no entry is refused as a whole.
  await o.send({ kind: 'timeline', changed: [{ ...entry, id: 7 }], removed: [] });
  expect(await sentences(o)).toHaveLength(1);
  expect(await o.offences()).toEqual([]);
  await o.close();
});
