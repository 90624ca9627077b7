import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { demandHealthyRows, seeRow } from './tree';
import { Wizard } from './wizard';

journey('a cluster with a generated password', 'cluster', async (me) => {
  const { workbench, ground, picture } = me;
  const wizard = await Wizard.open(workbench);
  await wizard.box.choose('Cluster');
  const name = await ground.claim(ground.name('clus'));
  await wizard.nameIt(name);
  await wizard.enter('size');
  await wizard.enter('image');
  await wizard.moreOptions();

  await wizard.box.choose(/^First port/);
  await wizard.asked('Each node takes the next one');
  const { firstPort } = ground.ports();
  await wizard.box.answer(String(firstPort));
  await wizard.box.choose(/^Password/);
  await wizard.box.row('Generate one').waitFor();
  await picture('1-password');
  await wizard.box.choose('Users with rights (ACL)…');
  await wizard.box.row('Read and write').waitFor();
  await picture('1-rights');
  await wizard.box.choose('Read only');
  await wizard.box
    .row(/^Passwordusers|^Password.*users/)
    .first()
    .waitFor();
  await wizard.box.choose(/^Password/);
  await wizard.box.choose('Generate one');
  await wizard.box.choose(/^Configuration lines/);
  await wizard.box.choose('Add a line…');
  await wizard.asked('A directive and its value');
  await wizard.box.fill('cluster-enabled no');
  await wizard.refusal(/cluster-enabled/);
  await picture('2-line-refused');
  await wizard.box.answer('hz 20');
  await wizard.box.choose('Done');
  await wizard.box.row(`Create ${name}`).waitFor();
  await picture('3-options');
  await wizard.box.choose(`Create ${name}`);

  await workbench.notification(`${name} is ready.`).waitFor();
  await seeRow(workbench, name, /cluster 3\+3, healthy, All 16384 slots are served by 3 masters/);
  await demandHealthyRows(workbench, name, 6);
  await seeRow(workbench, `${name}-${firstPort}`, 'master · slots 0-5460');
  const { spec, nodes } = await ground.look(name);
  expect(spec).toMatchObject({ auth: 'password', extraConfig: ['hz 20'], firstPort });

  const dashboard = await Dashboard.open(workbench, name);
  await dashboard.health('every master has a replica in sync').waitFor();
  for (const node of nodes) await dashboard.row(node.name, `127.0.0.1:${node.port}`).waitFor();
  await dashboard.frame.locator('td', { hasText: '5461-10922' }).first().waitFor();
  await workbench.clearNotifications();
  await picture('4-dashboard');
});
