import { expect } from 'vitest';
import { eventually } from './eventually';
import { journey } from './journey';
import { rowOf, seeRow } from './tree';

journey(
  'save the data of a topology, break it, restore it, restore it into a new one, delete it',
  'saved-data',
  async ({ workbench, ground, picture }) => {
    const { quickInput } = workbench;
    const { name, nodes } = await ground.make('replication', { replicas: 1 });
    const [master] = nodes;
    if (!master) throw new Error('no master');
    for (let i = 0; i < 20; i++) await ground.run(master, 'SET', `order:${i}`, 'paid');
    await seeRow(workbench, name, 'healthy');
    const choose = (item: string) => workbench.chooseFromMenu(rowOf(workbench, name), item);
    const kept = `${name} paid`;

    await choose('Save Data…');
    await quickInput.message().filter({ hasText: 'Under which name?' }).waitFor();
    await picture('1-name');
    await quickInput.answer(kept);
    await workbench.notification(`Saved as "${kept}": 20 keys`).waitFor();
    await workbench.clearNotifications();
    await seeRow(workbench, 'Saved data', /\d+$/);
    await rowOf(workbench, 'Saved data').click();
    await seeRow(workbench, kept, `of ${name} · 20 keys`);
    await picture('2-saved');

    await ground.run(master, 'FLUSHALL');
    await ground.run(master, 'SET', 'something', 'else');
    await choose('Restore Data…');
    await quickInput.row(kept).waitFor();
    await picture('3-which');
    await quickInput.choose(kept);
    await workbench.dialog(`Replace the data of ${name}?`).waitFor();
    await picture('4-replace');
    await workbench.answerDialog(`Replace the data of ${name}?`, 'Replace');
    await workbench.notification(`Restored "${kept}": 20 keys`).waitFor();
    expect(await ground.run(master, 'GET', 'order:7')).toBe('paid');
    expect(await ground.run(master, 'EXISTS', 'something')).toBe(0);
    await workbench.clearNotifications();

    const second = await ground.claim(`${name}-b`);
    await workbench.chooseFromMenu(rowOf(workbench, kept), 'Restore Data…');
    await quickInput.row('A new topology').waitFor();
    await picture('5-where');
    await quickInput.choose('A new topology');
    await quickInput.message().filter({ hasText: 'Name the topology.' }).waitFor();
    await quickInput.answer(second);
    await workbench.notification(`Restored "${kept}": 20 keys`).waitFor();
    await seeRow(workbench, second, 'healthy');
    const [restored] = (await ground.look(second)).nodes;
    if (!restored) throw new Error('no node');
    expect(await ground.run(restored, 'GET', 'order:19')).toBe('paid');
    await workbench.clearNotifications();

    await choose('Remove Topology…');
    await workbench.dialog(`Remove ${name}?`).waitFor();
    await picture('6-remove');
    await workbench.answerDialog(`Remove ${name}?`, 'Remove');
    await ground.gone(name);

    await workbench.runCommand('Redis Topology: Delete Saved Data…');
    await quickInput.row(kept).waitFor();
    await quickInput.choose(kept);
    await quickInput.widget.getByText('1 Selected').waitFor();
    await picture('7-delete');
    await quickInput.accept();
    await workbench.answerDialog(`Delete the saved data "${kept}"?`, 'Delete');
    await eventually('nothing is saved of it', 20_000, async () => {
      const left = await ground.savedOf(name);
      return left.length === 0 ? true : `saved: ${left.join(', ')}`;
    });
  },
);
