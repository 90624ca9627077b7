import { Dashboard } from '../journey/dashboard';
import { rowOf, seeRow } from '../journey/tree';
import { Wizard } from '../journey/wizard';
import { Recorder } from './recorder';
import { scene } from './studio';

const NAME = 'sessions';
/** Long enough to read a line, ms. */
const READ = 900;

scene('create, watch, kill the master, see the failover', 'Dark Modern', async (me) => {
  const { workbench, ground, take, keep } = me;
  const { page, quickInput } = workbench;
  const pause = (ms = READ) => page.waitForTimeout(ms);
  await ground.claim(NAME);
  const recorder = new Recorder(page);
  recorder.start();

  const wizard = await Wizard.open(workbench);
  await pause();
  await quickInput.choose('Sentinel');
  await wizard.at('name');
  await pause();
  await quickInput.fill(NAME);
  await pause();
  await quickInput.accept();
  for (const step of ['size', 'image'] as const) {
    await wizard.at(step);
    await pause();
    await quickInput.accept();
  }
  await wizard.at('create');
  await pause();
  await quickInput.accept();
  await workbench.answerNotification(`${NAME} is ready.`, 'Open Dashboard');
  const dashboard = await Dashboard.shown(workbench, NAME);
  await dashboard.health('3 of 3 sentinels agree').waitFor();
  await pause(2 * READ);

  const [master] = (await ground.look(NAME)).nodes;
  await workbench.chooseFromMenu(rowOf(workbench, master?.name ?? ''), 'Kill Node');
  await dashboard.health(/is master; 1 of 2 replicas in sync/).waitFor();
  await pause(2 * READ);
  await dashboard
    .happened(/a new master after/)
    .locator('.unfold')
    .first()
    .click();
  await pause(2 * READ);
  await take('sentinel-failover');
  await workbench.chooseFromMenu(rowOf(workbench, master?.name ?? ''), 'Start Node');
  await seeRow(workbench, NAME, /healthy, .*2 of 2 replicas in sync; 3 of 3 sentinels agree/);
  await pause(2 * READ);
  keep('failover.png', await recorder.stop());
});
