import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { wholeDocument } from './text';
import { demandHealthyRows, rowOf, seeRow } from './tree';

journey('verify, stop all, start all and remove a topology', 'whole', async (me) => {
  const { workbench, ground, picture } = me;
  const { name } = await ground.make('cluster');
  await seeRow(workbench, name, 'healthy');

  await workbench.chooseFromMenu(rowOf(workbench, name), 'Verify');
  await workbench.tab(`${name} verified`).waitFor();
  const report = await wholeDocument(workbench);
  await picture('1-verified');
  expect(report).toMatch(/All \d+ checks passed\./);
  expect(report).toContain('16384');
  expect(report).not.toContain('✖');

  await workbench.chooseFromMenu(rowOf(workbench, name), 'Stop All Nodes');
  await seeRow(workbench, name, 'stopped, All 6 nodes are stopped');
  await picture('2-all-stopped');
  await workbench.chooseFromMenu(rowOf(workbench, name), 'Start All Nodes');
  await demandHealthyRows(workbench, name, 6);

  const dashboard = await Dashboard.open(workbench, name);
  await dashboard.health('All 16384 slots').waitFor();
  await dashboard.happened(/Verified: all \d+ checks passed/).waitFor();
  // Six containers are one entry, which unfolds into each.
  for (const [said, each] of [
    ['Stopped 6 nodes', / stopped$/],
    ['Started 6 nodes', / started$/],
  ] as const) {
    const entry = dashboard.happened(said);
    await entry.locator('.unfold').click();
    await expect.poll(() => entry.locator('.steps .what').filter({ hasText: each }).count()).toBe(6);
    expect(await dashboard.happened(each).count()).toBe(1);
    await picture(each.source.trim().replace('$', ''));
    await entry.locator('.unfold').click();
  }
  await workbench.chooseFromMenu(rowOf(workbench, name), 'Remove Topology…');
  const dialog = workbench.dialog(`Remove ${name}?`);
  await dialog.waitFor();
  await picture('3-remove');
  const words = (await dialog.textContent()) ?? '';
  for (const goes of [
    'Containers: 6',
    'Volumes, with the data in them: 6',
    `Network: ${name}`,
    'cannot be undone',
  ])
    expect(words).toContain(goes);
  await workbench.answerDialog(`Remove ${name}?`, 'Cancel');
  await seeRow(workbench, name, 'healthy');
  await workbench.chooseFromMenu(rowOf(workbench, name), 'Remove Topology…');
  await workbench.answerDialog(`Remove ${name}?`, 'Remove');
  await workbench.page
    .locator(`[role=treeitem][aria-label^="${name}"]`)
    .first()
    .waitFor({ state: 'detached' });
  await dashboard.frame.getByText('It is no longer there').waitFor();
  await picture('4-removed');
  await ground.gone(name);
});
