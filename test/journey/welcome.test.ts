import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { EmptyEngine } from './docker-relay';
import { journey } from './journey';
import { STEPS, Wizard } from './wizard';

const folder = mkdtempSync(join(tmpdir(), 'topology-lab-welcome-'));
const socket = join(folder, 'docker.sock');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

journey(
  'without an engine, and with an empty one, the view says what to do',
  'welcome',
  async (me) => {
    const { workbench, errors, picture } = me;
    const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
    const button = (label: string) => welcome.getByRole('button', { name: label });
    await welcome.filter({ hasText: 'Docker does not run here' }).waitFor();
    await button('Try Again').waitFor();
    for (const link of ['use another Docker context', 'look at the log', 'How to get Docker'])
      await welcome.locator('a', { hasText: link }).waitFor();
    await picture('1-no-engine');

    errors.expect(/docker\.sock|Docker/);
    await button('Try Again').click();
    await welcome.filter({ hasText: 'Docker does not run here' }).waitFor();
    await welcome.locator('a', { hasText: 'use another Docker context' }).click();
    await workbench.quickInput.row('Enter an address…').waitFor();
    await picture('2-contexts');
    await workbench.quickInput.escape();
    await workbench.quickInput.closed();

    const engine = await EmptyEngine.start(socket);
    try {
      await button('Try Again').click();
      await welcome
        .filter({ hasText: 'No Redis or Valkey topology lives on this Docker engine yet' })
        .waitFor();
      await picture('3-empty');
      await button('Create Topology…').click();
      await workbench.quickInput.step(`(1/${STEPS.length})`);
      await workbench.quickInput.escape();
      await workbench.quickInput.closed();
      const title = await workbench.page.locator('.part.sidebar .title-label').textContent();
      expect(title).toMatch(/^Redis Topologies/);
      // What needs a topology is not in the palette while there is none.
      expect(await workbench.offersCommand('Redis Topology: Stop Node')).toBe(false);
      expect(await workbench.offersCommand('Redis Topology: Create Topology…')).toBe(true);
      const wizard = await Wizard.open(workbench);
      await wizard.box.escape();
    } finally {
      await engine.stop();
    }
    // The engine goes away under the empty view, which notices by itself.
    await welcome.filter({ hasText: 'Docker does not run here' }).waitFor();
  },
  { env: { DOCKER_HOST: `unix://${socket}` } },
);
