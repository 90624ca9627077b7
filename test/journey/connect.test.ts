import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PASSWORD_VARIABLE } from '../../src/model/clients/way-in';
import { runProgram, Scratch } from '../engine/clients/client-programs';
import { installPackages } from '../lab/debian';
import { type RunResult, tryRun } from '../lab/run';
import { timedSay } from '../lab/say';
import { eventually } from './eventually';
import { journey } from './journey';
import { clipboard, readableTerminal, seeTerminal, wholeDocument } from './text';
import { rowOf, seeRow } from './tree';

const password = 'v3ry.Secret-w0rd';

journey(
  'connect a program, set REDIS_URL, export as Compose and as a script',
  'connect',
  async (me) => {
    const { workbench, ground, editor, picture } = me;
    const { page, quickInput } = workbench;
    const { name, nodes } = await ground.make('replication', { replicas: 1 }, { password });
    const [master] = nodes;
    if (!master) throw new Error('no master');
    await seeRow(workbench, name, 'healthy');
    const choose = (item: string) => workbench.chooseFromMenu(rowOf(workbench, name), item);

    await choose('Copy Connection Code…');
    await quickInput.row('redis-py').waitFor();
    await picture('1-clients');
    await quickInput.choose('ioredis');
    await quickInput.choose('On this machine');
    await workbench.notification('Copied code for ioredis').waitFor();
    const code = await clipboard(workbench);
    expect(code).not.toContain(password);
    const scratch = new Scratch();
    try {
      const file = scratch.file('connect.mjs', code);
      const env = { [PASSWORD_VARIABLE]: password };
      expect(await runProgram('node', [file], { env })).toBe('hello\n');
    } finally {
      scratch.dispose();
    }
    await workbench.clearNotifications();

    await choose('Set REDIS_URL in New Terminals…');
    await quickInput.choose('Without the password');
    await workbench.notification('New terminals have').waitFor();
    await workbench.runCommand('Terminal: Create New Terminal');
    await workbench.terminal().click();
    await page.keyboard.type('echo "<$REDIS_URL>"\n');
    await seeTerminal(workbench, new RegExp(`<redis://.*127\\.0\\.0\\.1:${master.port}`));
    await picture('2-terminal');
    await workbench.runCommand('View: Toggle Terminal');
    await workbench.clearNotifications();

    await choose('Export Topology…');
    await quickInput.choose('Shell script');
    await eventually('the script is shown', 20_000, async () => {
      const script = await wholeDocument(workbench);
      return (script.includes('docker network create') && script.includes('REPLICAOF')) || script;
    });
    await picture('3-script');

    await choose('Export Topology…');
    await quickInput.choose('Compose file');
    await quickInput.choose('With the password');
    await quickInput.widget.getByText('Export Here').waitFor();
    await picture('4-folder');
    await quickInput.widget.getByText('Export Here').click();
    await workbench.notification('Exported to').waitFor();
    const folder = join(editor.server.profile.workspaceDir, name);
    await workbench.answerNotification('Exported to', 'Open compose.yaml');
    await workbench.tab('compose.yaml').waitFor();
    await picture('5-compose');
    expect(readFileSync(join(folder, 'compose.yaml'), 'utf8')).not.toContain(password);

    await choose('Remove Topology…');
    await workbench.answerDialog(`Remove ${name}?`, 'Remove');
    await ground.gone(name);
    await composeUp(folder, name, async (compose) => {
      // It is found as what it is now: somebody else's.
      await seeRow(workbench, name, /replication 1\+1/);
      const login = ['-e', `REDISCLI_AUTH=${password}`, master.name];
      await eventually('the master that Compose made has its replica', 20_000, async () => {
        const asked = ['redis-cli', '-p', `${master.port}`, 'ROLE'];
        const { stdout } = await compose('exec', '-T', ...login, ...asked);
        return /^master\s[\s\S]*\d+\.\d+\.\d+\.\d+/.test(stdout) || stdout;
      });
      await picture('6-from-compose');
    });
  },
  { settings: readableTerminal },
);

/** Brings an exported folder up as its reader would, and down again whatever happens. */
async function composeUp(
  folder: string,
  project: string,
  act: (compose: (...args: string[]) => Promise<RunResult>) => Promise<void>,
): Promise<void> {
  expect(existsSync(join(folder, 'compose.yaml'))).toBe(true);
  if ((await tryRun('docker-compose', ['version'], { timeoutMs: 20_000 })).code !== 0)
    await installPackages(['docker-compose'], timedSay());
  const compose = (...args: string[]) =>
    tryRun('docker-compose', ['-p', project, '-f', join(folder, 'compose.yaml'), ...args], {
      timeoutMs: 90_000,
    });
  try {
    const { code, stderr } = await compose('up', '-d');
    expect(code, stderr).toBe(0);
    await act(compose);
  } finally {
    await compose('down', '-v', '-t', '1');
  }
}
