import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withEditor } from '../lab/editor/open-editor';
import { projectDir } from '../lab/paths';
import { tryRun } from '../lab/run';
import { Dashboard } from './dashboard';
import { Ground } from './ground';
import { demandHealthyRows, rowOf } from './tree';
import { Wizard } from './wizard';

/** What a user gets: packed as for a release, installed into an editor that has never seen it. */
test('npm run package makes a VSIX without a warning, and a clean editor runs it', async () => {
  const vsix = join(projectDir, '.lab', 'released.vsix');
  rmSync(vsix, { force: true });
  const packed = await tryRun('npm', ['run', 'package', '--', '--out', vsix], {
    cwd: projectDir,
    timeoutMs: 150_000,
  });
  const said = `${packed.stdout}\n${packed.stderr}`;
  expect(packed.code, said).toBe(0);
  expect(said).toMatch(/Packaged: .*released\.vsix \(\d+ files, [\d.]+ KB\)/);
  // As vsce and esbuild say it; npm has warnings of its own about whoever's settings.
  expect(said).not.toContain('WARNING');

  const ground = new Ground();
  try {
    await withEditor('journey/vsix', { vsix: [vsix], waitMs: 60_000 }, async ({ server, workbench }) => {
      const installed = readdirSync(server.profile.extensionsDir).filter(
        (name) => name !== 'extensions.json',
      );
      expect(installed).toEqual([expect.stringMatching(/^topology-lab\.redis-topology-lab-\d/)]);
      // Nothing of it runs before somebody looks: the first click activates it.
      await workbench.openContainer('Redis Topologies');
      const wizard = await Wizard.open(workbench);
      await wizard.enter('shape');
      const name = await ground.claim(ground.name('vsix'));
      await wizard.nameIt(name);
      await wizard.enter('size');
      await wizard.enter('image');
      await wizard.at('create');
      await wizard.box.accept();
      await workbench.notification(`${name} is ready.`).waitFor();
      await demandHealthyRows(workbench, name, 3);
      const dashboard = await Dashboard.open(workbench, name);
      await dashboard.health('2 of 2 replicas in sync').waitFor();
      await workbench.screenshot('journey/vsix-dashboard');
      await workbench.chooseFromMenu(rowOf(workbench, name), 'Remove Topology…');
      await workbench.answerDialog(`Remove ${name}?`, 'Remove');
      await ground.gone(name);
    });
  } finally {
    await ground.dispose();
    rmSync(vsix, { force: true });
  }
});
