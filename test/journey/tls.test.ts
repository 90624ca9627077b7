import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { readableTerminal, seeTerminal } from './text';
import { rowOf, seeRow } from './tree';

journey(
  'a topology with TLS: seen, talked to, its CA certificate exported',
  'tls',
  async (me) => {
    const { workbench, ground, editor, picture } = me;
    const { page, quickInput } = workbench;
    const { name, nodes } = await ground.make(
      'replication',
      { replicas: 1, tls: true },
      { password: 'v3ry.Secret' },
    );
    const [master] = nodes;
    if (!master) throw new Error('no master');
    await seeRow(workbench, name, 'healthy');

    const dashboard = await Dashboard.open(workbench, name);
    await dashboard.frame.locator('header .sub', { hasText: '· TLS ·' }).waitFor();
    await dashboard.health('1 of 1 replicas in sync').waitFor();
    await picture('1-dashboard');

    await workbench.chooseFromMenu(rowOf(workbench, master.name), 'Open redis-cli');
    await seeTerminal(workbench, `127.0.0.1:${master.port}>`);
    await workbench.terminal().click();
    await page.keyboard.type('CONFIG GET tls-replication\n');
    await seeTerminal(workbench, '"yes"');
    await picture('2-terminal');

    await workbench.chooseFromMenu(rowOf(workbench, name), 'Export CA Certificate…');
    await quickInput.input.waitFor();
    await quickInput.accept();
    const file = join(editor.server.profile.workspaceDir, `${name}-ca.crt`);
    await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.mode).toBe(0o100600);
    expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    await picture('3-exported');
  },
  { settings: readableTerminal },
);
