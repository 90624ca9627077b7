import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Workbench } from '../lab/editor/workbench';
import { eventually } from './eventually';
import { journey } from './journey';
import { readableTerminal, seeTerminal } from './text';
import { rowOf, seeRow } from './tree';

/** A link above the first line of the file. */
const lens = ({ page }: Workbench, title: string) =>
  page.locator('.codelens-decoration a').getByText(title, { exact: true });

journey(
  'a topology as a file: save, complete, compare, stop, start, remove, create; tasks',
  'topology-file',
  async (me) => {
    const { workbench, ground, editor, picture } = me;
    const { page, quickInput } = workbench;
    const { name } = await ground.make('replication', { replicas: 1 });
    await ground.claim(name);
    await seeRow(workbench, name, 'healthy');
    const folder = editor.server.profile.workspaceDir;
    const file = join(folder, `${name}.redis-topology.json`);

    await workbench.chooseFromMenu(rowOf(workbench, name), 'Save as File…');
    await quickInput.input.waitFor();
    await quickInput.accept();
    await workbench.tab(`${name}.redis-topology.json`).waitFor();
    await lens(workbench, 'Stop').waitFor();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ shape: 'replication', replicas: 1 });
    await picture('1-saved');

    // The schema speaks: on a word, and where one is still to be written.
    await page.locator('.view-line', { hasText: '"replicas"' }).getByText('"replicas"').hover();
    await page.locator('.monaco-hover', { hasText: 'Replicas of the master' }).waitFor();
    await picture('2-hover');
    await page.locator('.view-line', { hasText: '"shape"' }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"maxm');
    await page.locator('.suggest-widget', { hasText: 'maxmemoryMb' }).waitFor();
    await picture('3-complete');
    await page.keyboard.press('Tab');
    await page.keyboard.type(': 64,');
    await page.keyboard.press('Control+S');
    await expect.poll(() => readFileSync(file, 'utf8')).toMatch(/"maxmemoryMb": 64/);
    await lens(workbench, 'Show Differences').click();
    await workbench.tab('as it is ↔ as its file says').waitFor();
    await page.locator('.line-insert, .char-insert').first().waitFor();
    await picture('4-differences');
    await page.keyboard.press('Escape');
    await workbench.runCommand('View: Close Editor');

    await lens(workbench, 'Stop').click();
    await seeRow(workbench, name, 'stopped');
    await lens(workbench, 'Start').click();
    await seeRow(workbench, name, 'healthy');
    await lens(workbench, 'Remove').click();
    await workbench.answerDialog(`Remove ${name}?`, 'Remove');
    await lens(workbench, 'Create').click();
    await seeRow(workbench, name, 'healthy');
    expect((await ground.look(name)).spec?.maxmemoryMb).toBe(64);

    mkdirSync(join(folder, '.vscode'));
    const task = (label: string, action: string) => ({
      label,
      type: 'redisTopology',
      action,
      file: `${name}.redis-topology.json`,
      problemMatcher: [],
    });
    const tasks = [task('redis down', 'down'), task('redis up', 'up')];
    writeFileSync(join(folder, '.vscode', 'tasks.json'), JSON.stringify({ version: '2.0.0', tasks }));
    for (const label of ['redis down', 'redis up']) {
      // The editor reads a new tasks.json when it hears of it.
      await eventually(`the task ${label} is offered`, 30_000, async () => {
        await workbench.runCommand('Tasks: Run Task');
        await quickInput.row('Show All Tasks').first().or(quickInput.row(label).first()).first().waitFor();
        if (await quickInput.row(label).first().isVisible()) return true;
        await workbench.page.keyboard.press('Escape');
        return 'it is not';
      });
      await quickInput.choose(label);
      await seeTerminal(workbench, `Executing task: ${label}`);
      if (label === 'redis down') await ground.gone(name);
      else await seeRow(workbench, name, 'healthy');
      await seeTerminal(workbench, 'Done.');
      await picture(`5-${label.replace(' ', '-')}`);
    }
  },
  { settings: readableTerminal },
);
