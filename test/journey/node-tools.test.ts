import { expect } from 'vitest';
import { journey } from './journey';
import { clipboard, readableTerminal, seeOutput, seeTerminal, wholeDocument } from './text';
import { rowOf, seeRow } from './tree';

const password = 'v3ry.Secret-w0rd';

journey(
  'inspect a node, read its log, talk to it, copy its address',
  'node-tools',
  async (me) => {
    const { workbench, ground, picture } = me;
    const { page } = workbench;
    const { name, nodes } = await ground.make('replication', { replicas: 1 }, { password });
    await seeRow(workbench, name, 'healthy');
    const [master, replica] = nodes;
    if (!master || !replica) throw new Error('no two nodes');
    const row = rowOf(workbench, replica.name);

    await workbench.chooseFromMenu(row, 'Inspect Node');
    await workbench.tab(`${replica.container.name}.md`).waitFor();
    const told = await wholeDocument(workbench);
    await picture('1-inspect');
    const sections = [
      'Container',
      'Network',
      'Replication',
      'Memory',
      'Persistence',
      'Keyspace',
      'Configuration',
    ];
    for (const section of sections) expect(told).toMatch(new RegExp(`^## .*${section}`, 'im'));
    for (const fact of [
      replica.container.ip ?? '',
      `127.0.0.1:${replica.port}`,
      replica.container.id.slice(0, 12),
    ])
      expect(told).toContain(fact);
    expect(told).not.toContain(password);

    await workbench.chooseFromMenu(row, 'Show Node Logs');
    await seeOutput(workbench, /Ready\sto\saccept|finished\ssuccessfully/);
    await picture('2-logs');

    await workbench.chooseFromMenu(row, 'Open redis-cli');
    await seeTerminal(workbench, `127.0.0.1:${replica.port}>`);
    await workbench.terminal().click();
    await page.keyboard.type('PING\n');
    await seeTerminal(workbench, 'PONG');
    await page.keyboard.type('INFO replication\n');
    // What is above has been scrolled away.
    await seeTerminal(workbench, 'repl_backlog_histlen');
    await page.keyboard.type('ROLE\n');
    await seeTerminal(workbench, '"connected"');
    await picture('3-terminal');

    await workbench.chooseFromMenu(row, 'Copy Node Address');
    await workbench.statusBarItem(`Copied 127.0.0.1:${replica.port}`).waitFor();
    expect(await clipboard(workbench)).toBe(`127.0.0.1:${replica.port}`);
  },
  { settings: readableTerminal },
);
