import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { Bed } from '../engine/topology/bed';
import { copyImage } from '../lab/engines/docker-at';
import { Podman } from '../lab/engines/podman';
import { SecondDockerd } from '../lab/engines/second-dockerd';
import { run } from '../lab/run';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { rowOf, seeRow } from './tree';
import { Wizard } from './wizard';

/** Both are this journey's own: others' topologies do not stand in their trees. */
let first: SecondDockerd;
let podman: Podman;
let bed: Bed;
const config = mkdtempSync(join(tmpdir(), 'topology-lab-engines-'));

/** The docker command, with the same configuration as the editor. */
const docker = (...args: string[]) => run('docker', ['--config', config, ...args], { timeoutMs: 20_000 });

beforeAll(async () => {
  first = await SecondDockerd.make();
  podman = await Podman.make();
  for (const { host } of [first, podman]) await copyImage('redis:8.0', host);
  await docker('context', 'create', 'first', '--docker', `host=${first.host}`);
  await docker('context', 'create', 'beside', '--docker', `host=${podman.host}`);
  await docker('context', 'use', 'first');
  const endpoint = () => resolveEndpoint({ setting: first.host, env: {}, home: config });
  bed = new Bed(undefined, { endpoint });
}, 240_000);
afterAll(async () => {
  await bed?.dispose();
  await Promise.all([first?.dispose(), podman?.dispose()]);
  rmSync(config, { recursive: true, force: true });
}, 60_000);

journey(
  'two engines stand in the tree: what is made on the second is worked with there, and it may go and come back',
  'engines',
  async (me) => {
    const { workbench, ground, picture } = me;
    const name = ground.name('beside');
    const orders = await bed.create(
      await bed.spec('replication', 'redis:8.0', { name: ground.name('first') }),
    );
    await seeRow(workbench, orders.name, 'healthy');
    const { firstPort } = ground.ports();

    await workbench.runCommand('Redis Topology: Show Another Engine…');
    await workbench.quickInput.row('beside').waitFor();
    await picture('1-choose');
    await workbench.quickInput.choose('beside');
    await seeRow(workbench, 'beside', 'no topology yet');
    await seeRow(workbench, 'first', '1 topology');
    await seeRow(workbench, orders.name, 'healthy');
    await picture('2-two-engines');

    await workbench.clickAction(rowOf(workbench, 'beside'), 'Create Topology');
    const wizard = await Wizard.here(workbench);
    await wizard.enter('shape');
    await wizard.nameIt(name);
    await wizard.enter('size');
    await wizard.enter('image');
    await wizard.moreOptions();
    await wizard.box.choose(/^First port/);
    await wizard.asked('Each node takes the next one');
    await wizard.box.answer(String(firstPort));
    await wizard.box.choose(`Create ${name}`);
    await workbench.notification(`${name} is ready.`).waitFor();
    await seeRow(workbench, 'beside', '1 topology');
    await seeRow(workbench, name, /healthy, .* is master; 2 of 2 replicas in sync/);
    await picture('3-created');

    await workbench.clearNotifications();
    await workbench.chooseFromMenu(rowOf(workbench, name), 'Open Dashboard');
    const dashboard = await Dashboard.shown(workbench, name);
    await dashboard.health('2 of 2 replicas in sync').waitFor();
    await picture('4-dashboard');

    // Without a row, topologies of both engines are offered, each with its engine.
    await workbench.runCommand('Redis Topology: Verify');
    await workbench.quickInput.row(orders.name).filter({ hasText: 'first' }).waitFor();
    await workbench.quickInput.row(name).filter({ hasText: 'beside' }).waitFor();
    await picture('5-pick');
    await workbench.quickInput.choose(name);
    await workbench.tab(`${name} verified`).waitFor();

    // Something new: on which engine is asked first.
    await workbench.runCommand('Redis Topology: Create Topology…');
    await workbench.quickInput.row('first').waitFor();
    await workbench.quickInput.choose('beside');
    await (await Wizard.here(workbench)).box.escape();
    await workbench.quickInput.closed();

    await podman.stop();
    await seeRow(workbench, 'beside', /failing, .*does not answer/);
    await picture('6-away');
    await podman.start();
    await seeRow(workbench, 'beside', '1 topology');
    await seeRow(workbench, name, 'healthy');

    await workbench.chooseFromMenu(rowOf(workbench, name), 'Remove Topology…');
    await workbench.answerDialog(`Remove ${name}?`, 'Remove');
    await seeRow(workbench, 'beside', 'no topology yet');
    await workbench.chooseFromMenu(rowOf(workbench, 'beside'), 'Hide Engine');
    await rowOf(workbench, 'beside').waitFor({ state: 'detached' });

    // What the docker command is told to use is followed, and not only at the start.
    await docker('context', 'use', 'beside');
    await workbench.page.locator('.part.sidebar .title-label', { hasText: 'beside' }).waitFor();
    await picture('7-followed');
    await docker('context', 'use', 'first');
    await seeRow(workbench, orders.name, 'healthy');
    await docker('context', 'update', 'first', '--docker', `host=${podman.host}`);
    await rowOf(workbench, orders.name).waitFor({ state: 'detached' });
  },
  { env: { DOCKER_CONFIG: config, DOCKER_HOST: '' } },
);
