import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { eventually } from './eventually';
import { journey } from './journey';
import { openSentinels, rowOf, rowsOf, seeRow } from './tree';

journey('kill the master and watch the sentinels promote a replica', 'failover', async (me) => {
  const { workbench, ground, picture } = me;
  const { name, nodes } = await ground.make('sentinel', { downAfterMs: 5000 });
  await seeRow(workbench, name, /healthy, .*3 of 3 sentinels agree/);
  await openSentinels(workbench, name);
  const dashboard = await Dashboard.open(workbench, name);
  await dashboard.health('3 of 3 sentinels agree').waitFor();
  const [old, ...others] = nodes.filter((node) => node.intended !== 'sentinel');
  if (!old) throw new Error('no master');

  await workbench.chooseFromMenu(rowOf(workbench, old.name), 'Kill Node');
  await seeRow(workbench, old.name, 'stopped');
  await dashboard.health('No node answers as master').waitFor();
  await seeRow(workbench, name, 'failing, No node answers as master');
  await picture('1-killed');
  await dashboard.frame
    .getByText(/thinks the master is down|the master is down|failing over/)
    .first()
    .waitFor();
  await picture('2-sentinels-notice');

  const promoted = new RegExp(`^(${others.map((node) => node.name).join('|')}), healthy, master$`);
  await workbench.treeRow(promoted).waitFor();
  await dashboard.health(/is master; 1 of 2 replicas in sync/).waitFor();
  await picture('3-promoted');
  const master = (await rowsOf(workbench, name)).find((row) => promoted.test(row))?.split(',')[0] ?? '';
  const after = await ground.look(name);
  const find = (wanted: string) => {
    const node = after.nodes.find((one) => one.name === wanted);
    if (!node) throw new Error(`no node ${wanted}`);
    return node;
  };
  await ground.run(find(master), 'SET', 'journey', 'meanwhile');

  await workbench.chooseFromMenu(rowOf(workbench, old.name), 'Start Node');
  await seeRow(workbench, old.name, `healthy, replica of ${master}`);
  await seeRow(workbench, name, /healthy, .*2 of 2 replicas in sync; 3 of 3 sentinels agree/);
  await dashboard.drawn(old.name, `replica of ${master}`).waitFor();
  await dashboard.health('3 of 3 sentinels agree').waitFor();
  await picture('4-returned');
  await ground.look(name);
  await eventually('the key is on the old master', 10_000, async () => {
    const value = await ground.run(old, 'GET', 'journey');
    return value === 'meanwhile' ? true : `it answers ${String(value)}`;
  });
  expect(await ground.run(find(others.find((n) => n.name !== master)?.name ?? ''), 'GET', 'journey')).toBe(
    'meanwhile',
  );
});
