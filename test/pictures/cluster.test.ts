import { observedRole } from '../../src/model/structure';
import { Dashboard } from '../journey/dashboard';
import { fillCluster } from '../journey/fill-cluster';
import { setTheme } from '../journey/theme';
import { rowOf, seeRow } from '../journey/tree';
import { scene } from './studio';

const NAME = 'orders';

scene('a cluster: how it is, in dark and light; moving slots; mending', 'Dark Modern', async (me) => {
  const { workbench, ground, take } = me;
  const made = await ground.make('cluster', { name: NAME, firstPort: 7000 });
  const masters = made.nodes.filter((n) => observedRole(n) === 'master');
  const [, second, last] = masters;
  const replica = made.nodes.find((n) => observedRole(n) === 'replica');
  if (!second || !last || !replica) throw new Error('not a whole cluster');
  // More in a moment would be a finding: too much for the replication backlog.
  await fillCluster(ground, masters, 1_500);
  await seeRow(workbench, NAME, 'healthy');
  const dashboard = await Dashboard.open(workbench, NAME);
  await dashboard.health('All 16384 slots').waitFor();
  await workbench.page.waitForTimeout(3000);
  await take('cluster-dark');
  await setTheme(workbench, 'Light Modern');
  await dashboard.frame.locator('body.vscode-light').waitFor();
  await take('cluster-light');

  await dashboard.button('Reshard…').click();
  const form = dashboard.frame.locator('section.moving');
  await form.locator('#move-to').selectOption(last.id);
  await form.locator('#move-count').fill('2000');
  await form.getByText(/[1-9][\d,]+ keys · about/).waitFor();
  await take('reshard-light');
  await form.locator('vscode-button', { hasText: 'Leave' }).click();

  await setTheme(workbench, 'Dark Modern');
  await ground.run(replica, 'CONFIG', 'SET', 'replica-read-only', 'no');
  await workbench.chooseFromMenu(rowOf(workbench, second.name), 'Pause Node');
  const finding = dashboard.frame.locator('.finding').first();
  await finding.waitFor();
  await workbench.page.waitForTimeout(3000);
  const unfold = finding.locator('button.unfold');
  if ((await unfold.getAttribute('aria-expanded')) === 'false') await unfold.click();
  await finding.locator('vscode-button', { hasText: /^Fix/ }).click();
  await workbench.dialog(/.*/).waitFor();
  await take('fix-dark');
  await workbench.page.keyboard.press('Escape');
});
