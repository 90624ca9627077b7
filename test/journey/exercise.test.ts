import { expect } from 'vitest';
import {
  brokenCluster,
  clusterCheck,
  replicationByAddress,
  sentinelsOnTheHost,
} from '../engine/exercise/write-up';
import { ByHand, ports } from '../engine/found/by-hand';
import { Dashboard } from './dashboard';
import { journey, type Traveller } from './journey';
import { rowOf } from './tree';

/** What somebody made with a write-up's commands, with its mistakes, mended by buttons. */
async function byHand(act: (hand: ByHand) => Promise<void>): Promise<void> {
  const hand = new ByHand();
  try {
    await act(hand);
  } finally {
    await hand.dispose();
    const volumes = await hand.docker('volume', 'ls', '-q', '--filter', `name=${hand.prefix}`);
    if (volumes !== '') await hand.docker('volume', 'rm', ...volumes.split('\n'));
  }
}

/** What was made by commands is found by asking each container: on a busy machine that takes its time. ms */
const FOUND_MS = 90_000;

/** Opens the dashboard of what was made by hand, once it is found whole. */
async function open({ workbench }: Traveller, name: string, says: RegExp): Promise<Dashboard> {
  await rowOf(workbench, name, says).waitFor({ timeout: FOUND_MS });
  return Dashboard.open(workbench, name);
}

/** Presses the button of a finding, reads the plan, agrees, and waits until it is said to be mended. */
async function fix(me: Traveller, dashboard: Dashboard, finding: RegExp, plan: RegExp, slug: string) {
  const { workbench, picture } = me;
  const item = dashboard.frame.locator('.finding').filter({ hasText: finding });
  await item.waitFor();
  const unfold = item.locator('button.unfold');
  if ((await unfold.getAttribute('aria-expanded')) !== 'true') await unfold.click();
  await picture(`${slug}-1-found`);
  await item.locator('vscode-button', { hasText: 'Fix…' }).click();
  const dialog = workbench.dialog(finding);
  await dialog.waitFor();
  expect(await dialog.textContent()).toMatch(plan);
  await picture(`${slug}-2-plan`);
  await workbench.answerDialog(finding, 'Fix');
  await workbench.page
    .getByText(/^Mended: /)
    .first()
    .waitFor();
  await item.waitFor({ state: 'detached' });
}

journey('the write-up’s cluster, of which slots were lost, is mended by a button', 'exercise-cluster', (me) =>
  byHand(async (hand) => {
    await brokenCluster(hand);
    const name = hand.prefix;
    const dashboard = await open(me, name, /cluster 3\+3/);
    // The last finding to come stands first; what is below folds.
    await dashboard.frame.locator('.finding', { hasText: 'All commands are refused' }).waitFor();
    await fix(me, dashboard, /slots belong to nobody/, /CLUSTER ADDSLOTSRANGE 1037 1360/, 'cluster');
    await dashboard.health(/all slots served|All 16384 slots/i).waitFor();
    await me.picture('3-mended');
    const check = await clusterCheck(hand);
    expect(check).toContain('All 16384 slots covered');
    expect(check).not.toContain('[ERR]');
  }),
);

journey(
  'the write-up’s sentinels, which do not even start, are mended by a button',
  'exercise-sentinels',
  (me) =>
    byHand(async (hand) => {
      const sentinels = ports(3);
      await replicationByAddress(hand);
      await sentinelsOnTheHost(hand, sentinels);
      const dashboard = await open(me, hand.prefix, /sentinel 1\+2\+3/);
      await fix(me, dashboard, /Sentinels cannot save/, /sentinel.conf/, 'sentinels');
      await dashboard.health('3 of 3 sentinels agree').waitFor();
      await me.picture('3-mended');
      const flushed = await hand.cli('sentinel-1', '-p', String(sentinels[0]), 'SENTINEL', 'FLUSHCONFIG');
      expect(flushed).toBe('OK');
    }),
);
