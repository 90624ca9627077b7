import { expect } from 'vitest';
import { observedRole, ownSlots } from '../../src/model/structure';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { seeRow } from './tree';

journey(
  'add a shard with its share of the slots, then remove a master and its replica',
  'size',
  async (me) => {
    const { workbench, ground, picture } = me;
    const { name, nodes } = await ground.make('cluster');
    await seeRow(workbench, name, /cluster 3\+3, healthy/);
    const dashboard = await Dashboard.open(workbench, name);

    await dashboard.frame.getByText('Add nodes', { exact: true }).click();
    await picture('1-add-nodes');
    await dashboard.button('Add Shard…').click();
    await workbench.quickInput.step('Add Shard to');
    await picture('2-replicas');
    await workbench.quickInput.choose('1 replica');
    await workbench.quickInput.choose('Rebalance when it has joined');
    await workbench.dialog(`Add a shard to ${name}?`).waitFor();
    await picture('3-plan');
    await workbench.answerDialog(`Add a shard to ${name}?`, 'Add');
    await workbench.notification(`Added to ${name}: `).waitFor();
    await workbench.notification(/[\d,]+ slots with .* were moved in/).waitFor();
    await dashboard.health('All 16384 slots are served by 4 masters').waitFor();
    await seeRow(workbench, name, /cluster 4\+4, healthy/);
    await picture('4-grown');

    const gone = nodes.find((n) => n.intended === 'master');
    if (!gone) throw new Error('no master');
    // The first node is the one that the page shows in detail.
    await dashboard.frame.locator('.details vscode-button', { hasText: 'Remove Node…' }).click();
    await workbench.quickInput.step(`Remove ${gone.name}`);
    await picture('5-ways');
    await workbench.quickInput.choose('Drain it; its replicas are removed with it');
    const question = /Remove .*\?/;
    await workbench.dialog(question).waitFor();
    await picture('6-plan');
    expect(await workbench.dialog(question).textContent()).toContain('CLUSTER FORGET');
    await workbench.answerDialog(question, 'Remove');
    await workbench.notification(`Removed from ${name}: `).waitFor();
    await seeRow(workbench, name, /cluster 3\+3, healthy/);
    await dashboard.health('All 16384 slots are served by 3 masters').waitFor();
    await picture('7-removed');

    const now = await ground.look(name);
    const shares = now.nodes.filter((n) => observedRole(n) === 'master').map((n) => ownSlots(n).length > 0);
    expect(shares).toEqual([true, true, true]);
    expect(now.nodes.map((n) => n.name)).not.toContain(gone.name);
  },
);
