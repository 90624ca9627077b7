import { Ground } from '../journey/ground';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { ensureChromium } from '../lab/editor/chromium';
import { ensureEditor } from '../lab/editor/install';
import { withEditor } from '../lab/editor/open-editor';
import type { Workbench } from '../lab/editor/workbench';
import { buildExtension, extensionVsix } from '../lab/extension-package';
import { median } from '../lab/median';
import type { Say } from '../lab/say';
import { firstPaint, type Moment, watchClicks } from './dashboard/first-paint';

const RUNS = 7;
const GOAL_MS = 300;
const ACTION = 'Open Dashboard';

/**
 * From the click on "Open Dashboard" to the first paint of the page with the topology in it, in a whole editor. The
 * first time, the editor starts what webviews need; it is measured apart.
 */
export async function run(say: Say): Promise<BenchResult> {
  await ensureEditor(say);
  await ensureChromium(say);
  if (!process.env.LAB_VSIX) await buildExtension(say);
  const vsix = [await extensionVsix(say)];
  const ground = new Ground();
  try {
    const { name } = await ground.make('cluster');
    const opened: Moment[] = [];
    await withEditor('bench/dashboard', { vsix, waitMs: 30_000 }, async ({ workbench }) => {
      await watchClicks(workbench.page);
      await workbench.openContainer('Redis Topologies');
      await workbench.treeRow(rowOf(name)).waitFor();
      for (let i = 0; i <= RUNS; i++) opened.push(await open(workbench, name, say));
    });
    const [first, ...others] = opened;
    if (!first) throw new Error('nothing was opened');
    return { section: 'dashboard', rows: [row('first in a window', [first]), row('every other', others)] };
  } finally {
    await ground.dispose();
  }
}

const rowOf = (name: string) => new RegExp(`^${name}, .*healthy`);

async function open(workbench: Workbench, name: string, say: Say): Promise<Moment> {
  await workbench.clickAction(workbench.treeRow(rowOf(name)), ACTION);
  const moment = await firstPaint(workbench.page, name);
  say(describe(moment));
  await workbench.runCommand('View: Close Editor');
  await workbench.tab(name).waitFor({ state: 'detached' });
  return moment;
}

const describe = ({ documentMs, scriptMs, drawnMs, paintedMs }: Moment) =>
  `document ${documentMs.toFixed(0)} ms, script ${scriptMs.toFixed(0)} ms, drawn ${drawnMs.toFixed(0)} ms, painted ${paintedMs.toFixed(0)} ms`;

function row(which: string, moments: readonly Moment[]): BenchRow {
  const ours = median(moments.map((m) => m.paintedMs));
  const what = `click to first paint, 6 nodes, ${which}`;
  return { what, ours, unit: 'ms', goal: `<= ${GOAL_MS}`, met: ours <= GOAL_MS, runs: moments.length };
}
