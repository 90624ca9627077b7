import type { ClusterPeer } from '../../src/model/cluster-view';
import { parseClusterNodes } from '../../src/model/parse/cluster-nodes';
import type { PageSnapshot } from '../../src/protocol/to-page';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { median } from '../lab/median';
import type { Say } from '../lab/say';
import { type Opened, type Pages, startPages } from '../page/browse';
import { growth, HALF_AN_HOUR } from '../page/memory';
import { cluster, hundredNodes, thousandNodes } from '../page/snapshots/cluster';
import { fiveMinutes } from '../page/snapshots/history';
import { many } from '../page/snapshots/timeline';
import { costs, secondsOf } from '../page/update-costs';

const PARSES = 40;
const PAINTS = 5;
/** Of a thousand nodes fewer: their messages are large. */
const UPDATES = { few: 10, many: 60 } as const;

/** What the page costs: reading and showing very many nodes, a second's update, and half an hour of them. */
export async function run(say: Say): Promise<BenchResult> {
  const rows: BenchRow[] = [row('CLUSTER NODES of 1,000 nodes, parsed', parsing(), 'ms', 16, PARSES)];
  const pages = await startPages();
  try {
    for (const [what, make, paint, update, runs] of [
      ['6 nodes', cluster, 300, 8, UPDATES.many],
      ['100 nodes', hundredNodes, 600, 8, UPDATES.many],
      ['1,000 nodes, folded', thousandNodes, 2000, 80, UPDATES.few],
    ] as const) {
      const snapshot = make();
      rows.push(row(`first paint, ${what}`, await firstPaint(pages, snapshot), 'ms', paint, PAINTS));
      const script = await updating(pages, snapshot, runs);
      rows.push(row(`update, ${what}`, script, 'ms of script', update, runs));
      say(`${what}: painted and updated`);
    }
    const { heapKb } = await withPage(pages, cluster(), ({ page }) => growth(page, cluster()));
    rows.push(row('heap grown in 30 min at 1 Hz, 6 nodes', heapKb, 'KB', 512, HALF_AN_HOUR));
  } finally {
    await pages.close();
  }
  return { section: 'page', rows };
}

const row = (what: string, ours: number, unit: string, most: number, runs: number): BenchRow => ({
  what,
  ours,
  unit,
  goal: `<= ${most}`,
  met: ours <= most,
  runs,
});

/** Lines as servers write them (redis.io/commands/cluster-nodes). */
function lineOf(p: ClusterPeer, me: boolean): string {
  const flags = [me ? 'myself' : '', ...p.flags.filter((f) => f !== 'myself')].filter(Boolean).join(',');
  const slots = p.slots.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(' ');
  const link = `0 1700000000000 ${p.configEpoch} connected`;
  return `${p.id} ${p.ip}:${p.port}@${p.busPort},,tls-port=0,shard-id=${p.id} ${flags} ${p.masterId ?? '-'} ${link} ${slots}`.trim();
}

function parsing(): number {
  const [first] = thousandNodes().nodes;
  const view = first?.answer.kind === 'data' ? first.answer.cluster : undefined;
  const reply = (view?.peers ?? []).map((p) => lineOf(p, p.id === view?.myId)).join('\n');
  const took = Array.from({ length: PARSES }, () => {
    const start = performance.now();
    const { peers } = parseClusterNodes(reply);
    if (peers.length !== 1000) throw new Error(`${peers.length} peers read`);
    return performance.now() - start;
  });
  return median(took);
}

/** From the message to the second frame after it: laid out and painted. */
async function firstPaint(pages: Pages, snapshot: PageSnapshot): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < PAINTS; i++) {
    const opened = await pages.open();
    const hydrate = { kind: 'hydrate', snapshot, engineName: 'default', translations: {}, now: 0 };
    took.push(
      await opened.page.evaluate(async (data) => {
        const start = performance.now();
        window.dispatchEvent(new MessageEvent('message', { data }));
        await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
        return performance.now() - start;
      }, hydrate),
    );
    await opened.close();
  }
  return median(took);
}

const updating = (pages: Pages, snapshot: PageSnapshot, runs: number): Promise<number> =>
  withPage(pages, snapshot, async ({ page }) => median(await costs(page, secondsOf(snapshot, runs))));

async function withPage<T>(
  pages: Pages,
  snapshot: PageSnapshot,
  act: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await pages.open({ reducedMotion: false });
  try {
    await opened.show(snapshot, {}, { history: fiveMinutes(snapshot), timeline: many(200) });
    return await act(opened);
  } finally {
    await opened.close();
  }
}
