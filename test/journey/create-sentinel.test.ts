import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { demandHealthyRows, openSentinels, rowsOf, seeRow } from './tree';
import { Wizard } from './wizard';

journey('a Sentinel deployment by other choices, with ways back', 'sentinel', async (me) => {
  const { workbench, ground, picture } = me;
  const wizard = await Wizard.open(workbench);
  await wizard.box.choose('Cluster');
  await wizard.at('name');
  // Back shows what was chosen, and another choice changes what follows.
  await wizard.box.back();
  await wizard.at('shape');
  expect(await wizard.focused().textContent()).toContain('Cluster');
  await wizard.box.choose('Sentinel');
  const name = await ground.claim(ground.name('sent'));
  await wizard.nameIt(name);
  await picture('1-size');
  await wizard.box.choose('Other…');
  await wizard.asked('How many replicas');
  await wizard.box.answer('1');
  await wizard.asked('How many sentinels?');
  await wizard.box.fill('4');
  await wizard.refusal(/even/i);
  await picture('2-even-sentinels');
  await wizard.box.answer('3');
  await wizard.asked('Quorum:');
  await wizard.box.fill('4');
  await wizard.refusal('The quorum must be between 1 and');
  await picture('3-quorum-too-large');
  await wizard.box.answer('2');
  await wizard.at('image');
  await wizard.box.back();
  await wizard.at('size');
  expect(await wizard.focused().textContent()).toContain('1 master, 1 replica, 3 sentinels');
  await wizard.box.accept();
  await wizard.at('image');
  await wizard.box.choose('valkey/valkey:9.1');
  await wizard.moreOptions();
  await picture('4-options');
  await wizard.box.choose(/^Persistence/);
  await wizard.box.choose('RDB snapshots');
  await wizard.box.step('Options');
  await wizard.box.choose(`Create ${name}`);

  await workbench.notification(`${name} is ready.`).waitFor();
  await seeRow(
    workbench,
    name,
    /sentinel 1\+1\+3, healthy, .* 1 of 1 replicas in sync; 3 of 3 sentinels agree/,
  );
  await openSentinels(workbench, name);
  await demandHealthyRows(workbench, name, 5);
  expect(await rowsOf(workbench, name)).toContainEqual(expect.stringMatching(/^sentinels, 3 of 3 agree/));
  const { spec } = await ground.look(name);
  expect(spec).toMatchObject({ image: 'valkey/valkey:9.1', persistence: 'rdb', sentinels: 3, quorum: 2 });

  const dashboard = await Dashboard.open(workbench, name);
  await dashboard.health('3 of 3 sentinels agree').waitFor();
  await dashboard.row('sentinel-3', 'quorum reachable').waitFor();
  await dashboard.drawn('sentinel-1').waitFor();
  await workbench.clearNotifications();
  await picture('5-dashboard');
});
