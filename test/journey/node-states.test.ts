import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { rowOf, seeRow } from './tree';

journey(
  'stop, start, pause and unpause a node, and see each state come by itself',
  'node-states',
  async (me) => {
    const { workbench, ground, picture } = me;
    const { name, nodes } = await ground.make('replication', {}, { password: 'p4ss.word' });
    await seeRow(workbench, name, 'healthy');
    const dashboard = await Dashboard.open(workbench, name);
    await dashboard.health('2 of 2 replicas in sync').waitFor();
    const replica = nodes.find((node) => node.intended === 'replica')?.name ?? '';
    const row = rowOf(workbench, replica);

    expect(await workbench.offeredOn(row)).not.toContain('Start Node');
    await workbench.chooseFromMenu(row, 'Stop Node');
    await seeRow(workbench, replica, 'stopped');
    await dashboard.row(replica, 'stopped').waitFor();
    await dashboard.health('1 of 2 replicas in sync').waitFor();
    await picture('1-stopped');

    const whileStopped = await workbench.offeredOn(row);
    expect(whileStopped).toContain('Start Node');
    for (const senseless of ['Stop Node', 'Restart Node', 'Pause Node', 'Kill Node', 'Open redis-cli'])
      expect(whileStopped).not.toContain(senseless);
    await workbench.chooseFromMenu(row, 'Start Node');
    await seeRow(workbench, replica, 'healthy, replica of');
    await dashboard.row(replica, 'in sync').waitFor();

    await workbench.chooseFromMenu(row, 'Pause Node');
    await seeRow(workbench, replica, 'needs attention, paused');
    await dashboard.row(replica, 'paused').waitFor();
    await picture('2-paused');
    await workbench.chooseFromMenu(row, 'Unpause Node');
    await seeRow(workbench, replica, 'healthy, replica of');
    await dashboard.health('2 of 2 replicas in sync').waitFor();
  },
);
