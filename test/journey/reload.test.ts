import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { openSentinels, rowBeneath, rowOf, rowsOf, seeRow } from './tree';

journey(
  'what is selected and folded survives changes; the dashboard and its timeline survive a reload',
  'reload',
  async (me) => {
    const { workbench, ground, picture } = me;
    const { name, nodes } = await ground.make('sentinel', { replicas: 1 });
    await seeRow(workbench, name, 'healthy');
    const [master, replica] = nodes.map((node) => node.name);
    if (!master || !replica) throw new Error('no two nodes');
    await openSentinels(workbench, name);
    const fold = rowOf(workbench, master);
    await fold.click();
    await workbench.page.keyboard.press('ArrowLeft');
    await rowOf(workbench, replica).waitFor({ state: 'detached' });
    expect(await fold.getAttribute('aria-selected')).toBe('true');

    await workbench.chooseFromMenu(await rowBeneath(workbench, name, /^sentinel-2, healthy/), 'Stop Node');
    await seeRow(workbench, name, 'needs attention');
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await workbench.chooseFromMenu(await rowBeneath(workbench, name, /^sentinel-2, stopped/), 'Start Node');
    await seeRow(workbench, name, 'healthy');
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await fold.click();
    await workbench.page.keyboard.press('ArrowRight');

    const before = await Dashboard.open(workbench, name);
    await before.health('3 of 3 sentinels agree').waitFor();
    await before.happened('Stopped sentinel-2').waitFor();
    await workbench.runCommand('Developer: Reload Window');
    // The old page's parts are there until it goes.
    await workbench.page.waitForEvent('load');
    await workbench.openContainer('Redis Topologies');
    const after = await Dashboard.shown(workbench, name);
    await after.health('3 of 3 sentinels agree').waitFor();
    // One entry each, with what the engine told of it, and as it was before.
    for (const said of ['Stopped sentinel-2', 'Started sentinel-2']) {
      await after.happened(said).waitFor();
      expect(await after.happened(said).count()).toBe(1);
    }
    await after.happened('Stopped sentinel-2').locator('.unfold').click();
    await after.frame.locator('.steps').getByText('sentinel-2 stopped').waitFor();
    await seeRow(workbench, name, 'healthy');
    await seeRow(workbench, replica, 'healthy');
    await picture('1-reloaded');
    expect((await rowsOf(workbench, name)).length).toBeGreaterThanOrEqual(4);
  },
);
