import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages } from './open-page';
import { cluster, movingSlots } from './snapshots/cluster';
import { fiveMinutes } from './snapshots/history';
import { midFailover, sentinel } from './snapshots/sentinel';
import { happened } from './snapshots/timeline';

const { open } = pages();
const CHINESE = {
  Cluster: '集群',
  '{0} masters': '{0} 个主节点',
  '{0} replicas': '{0} 个副本',
  Topology: '拓扑',
  Nodes: '节点',
  Node: '节点',
  Role: '角色',
  State: '状态',
  Address: '地址',
  Slots: '槽位',
  master: '主节点',
  replica: '副本',
  'in sync': '已同步',
  'replica · in sync': '副本 · 已同步',
  'replica of {0} · lag {1}': '{0} 的副本 · 落后 {1}',
  'lag {0}': '落后 {0}',
  Verify: '验证',
  'Stop All': '全部停止',
  Refresh: '刷新',
  'Remove…': '删除…',
  Inspect: '检查',
  Stop: '停止',
  'live · {0}': '实时 · {0}',
  engine: '引擎',
  'All 16384 slots are served by {0} masters': '全部 16384 个槽位由 {0} 个主节点提供服务',
  '{0}; every master has a replica in sync': '{0}；每个主节点都有一个已同步的副本',
};

test('the page speaks the language that it is given, and English where a translation is missing', async () => {
  const { page, show, offences, close } = await open({ lang: 'zh-cn' });
  await show(cluster(), CHINESE);
  expect(await page.locator('header .sub').textContent()).toBe(
    '集群 · 3 个主节点, 3 个副本 · Valkey 9.1.2 · 引擎 default',
  );
  expect(await page.locator('.health').textContent()).toContain(
    '全部 16384 个槽位由 3 个主节点提供服务；每个主节点都有一个已同步的副本',
  );
  expect(await page.locator('[role=option]').nth(1).getAttribute('aria-label')).toContain(
    'orders-7000 的副本 · 落后 0 B',
  );
  expect(await page.locator('.details vscode-button').allTextContents()).toContain('Restart');
  expect(await offences()).toEqual([]);
  await close();
});

test('the whole Chinese bundle fits, wide and narrow', async () => {
  for (const [width, look] of [
    [1100, 'chinese'],
    [400, 'chinese-narrow'],
  ] as const) {
    const { page, show, offences, close } = await open({ lang: 'zh-cn', width });
    for (const [name, snapshot] of Object.entries({ cluster: movingSlots(), sentinel: midFailover() })) {
      await show(snapshot, bundle(), { history: fiveMinutes(snapshot), timeline: happened });
      await page.locator('.unfold').first().click();
      await page.locator('.replication').scrollIntoViewIfNeeded();
      await page.evaluate(() => new Promise((r) => setTimeout(r, 80)));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${name} ${look}`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `test-results/page/${name}-${look}.png`, fullPage: true });
    }
    expect(await offences()).toEqual([]);
    await close();
  }
});

test('no string for the user goes past t()', async () => {
  const { page, show, close } = await open();
  const templates = sources().flatMap((code) =>
    [...code.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((m) => m[1] ?? ''),
  );
  expect(templates.length).toBeGreaterThan(100);
  const marked = Object.fromEntries(templates.map((template) => [template, `¤${template}`]));
  const snapshots = { cluster: cluster(), sentinel: sentinel() };
  for (const [name, snapshot] of Object.entries(snapshots)) {
    await show(snapshot, marked, { history: fiveMinutes(snapshot), timeline: happened });
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll('h2, thead th, dt, vscode-button, summary, .filters button, label')]
        .map((e) => e.lastChild?.textContent ?? '')
        .filter((words) => words !== '' && !words.startsWith('¤') && !/^(orders|sessions)-/.test(words)),
    );
    expect(bare, name).toEqual([]);
  }
  await close();
});

test('every template is a literal, the first argument of t()', () => {
  for (const code of sources()) {
    const called = [...code.matchAll(/(?<![\w.])t\(\s*(\S)/g)].map((m) => m[1]);
    expect(called.filter((c) => c !== "'")).toEqual([]);
  }
});

/** The shipped translations. */
function bundle(): Record<string, string> {
  return JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Record<string, string>;
}

function sources(): string[] {
  return readdirSync('webview-ui', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'l10n.ts')
    .map((file) => readFileSync(`webview-ui/${file}`, 'utf8'));
}
