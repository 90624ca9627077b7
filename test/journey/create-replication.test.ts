import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { demandHealthyRows, rowsOf, seeRow } from './tree';
import { Wizard } from './wizard';

journey(
  'Enter all the way makes a replication group, and the dashboard shows it',
  'replication',
  async (me) => {
    const { workbench, ground, picture } = me;
    const wizard = await Wizard.open(workbench);
    await picture('1-shape');
    await wizard.enter('shape');
    // The default name is part of what is tried here, so it is whatever is free.
    const name = await ground.claim(await wizard.proposedName());
    await wizard.enter('name');
    await wizard.enter('size');
    await picture('2-image');
    await wizard.enter('image');
    expect(await wizard.focused().textContent()).toContain(`Create ${name}`);
    await picture('3-create');
    await wizard.box.accept();

    await workbench.notification(`Creating ${name}`).waitFor();
    await picture('4-creating');
    await workbench.notification(`${name} is ready.`).waitFor();
    await seeRow(workbench, name, /replication 1\+2, healthy, .* is master; 2 of 2 replicas in sync/);
    await demandHealthyRows(workbench, name, 3);
    const [, master, ...replicas] = await rowsOf(workbench, name);
    expect(master).toMatch(/, healthy, master$/);
    for (const replica of replicas) expect(replica).toMatch(/, healthy, replica of .* · lag \d+ B$/);
    await picture('5-ready');

    await workbench.answerNotification(`${name} is ready.`, 'Open Dashboard');
    const dashboard = await Dashboard.shown(workbench, name);
    await dashboard.health('2 of 2 replicas in sync').waitFor();
    for (const node of (await ground.look(name)).nodes) {
      const row = dashboard.row(node.name, node.intended === 'master' ? 'answers' : 'in sync');
      await row.filter({ hasText: `127.0.0.1:${node.container.publishedPort}` }).waitFor();
      await row.filter({ hasText: `${node.container.ip}:${node.port}` }).waitFor();
    }
    await picture('6-dashboard');
  },
);
