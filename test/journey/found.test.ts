import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { ByHand } from '../engine/found/by-hand';
import { Dashboard } from './dashboard';
import { eventually } from './eventually';
import { journey } from './journey';
import { rowOf, rowsOf, seeRow } from './tree';

const IMAGE = 'redis:8.0';

journey(
  'topologies that others made: seen, opened, unlocked, ignored',
  'found',
  async ({ workbench, errors, picture }) => {
    const hand = new ByHand();
    try {
      const net = ['--net', await hand.network('net')];
      await hand.run('a-master', ...net, IMAGE);
      const master = await hand.ip('a-master');
      await hand.run('a-copy', ...net, IMAGE, 'redis-server', '--replicaof', master, '6379');
      const late = ['--label', `t-found=${hand.prefix}`, IMAGE, 'redis-server', '--replicaof'];
      await hand.docker(
        'create',
        '--name',
        hand.name('a-late'),
        ...net,
        ...late,
        hand.name('a-master'),
        '6379',
      );
      const two = 'redis-server --port 7001 --replicaof 127.0.0.1 7000 & redis-server --port 7000';
      await hand.run('two', ...net, IMAGE, 'sh', '-c', two);
      await hand.run('orphan', ...net, IMAGE, 'redis-server', '--replicaof', '10.255.255.1', '6400');
      const port = randomInt(40_000, 42_000);
      const conf = await hand.file('s.conf', `port ${port}\nsentinel monitor mymaster ${master} 6379 1\n`);
      await hand.run('a-sentinel', '--net=host', '-v', `${conf}:/s.conf`, IMAGE, 'redis-sentinel', '/s.conf');
      await hand.run('locked', ...net, IMAGE);
      await hand.until('it listens', async () => (await hand.cli('locked', 'PING')) === 'PONG');
      await hand.cli('locked', 'CONFIG', 'SET', 'requirepass', 'told to nobody');
      // Whoever had connected before the password was set may go on without it.
      await hand.cli('locked', '-a', 'told to nobody', 'CLIENT', 'KILL', 'SKIPME', 'yes');

      const name = hand.name('a');
      await seeRow(workbench, name, 'sentinel 1+2+1');
      await eventually('the nodes of the topology that others made', 30_000, async () => {
        const rows = await rowsOf(workbench, name);
        return rows.some((row) => row.startsWith(hand.name('a-copy'))) || rows.join('\n');
      });
      await eventually('what did not run is there', 30_000, async () => {
        const rows = await rowsOf(workbench, name);
        return rows.some((row) => row.startsWith(hand.name('a-late'))) || rows.join('\n');
      });
      await picture('1-tree');
      const dashboard = await Dashboard.open(workbench, name);
      await dashboard.row(hand.name('a-copy'), 'replica').waitFor();
      expect(await dashboard.frame.locator('header').textContent()).not.toContain('Remove');
      await picture('2-dashboard');
      await dashboard.row(hand.name('a-late'), 'never started').waitFor();

      await workbench.chooseFromMenu(rowOf(workbench, name), 'Verify');
      await workbench.dialog('May the check write?').waitFor();
      await picture('2-verify');
      await workbench.answerDialog('May the check write?', 'Only Ask');
      await workbench.page
        .getByRole('tab', { name: /verified/ })
        .first()
        .waitFor();
      await picture('2-verified');
      expect(await hand.cli('a-master', 'INFO', 'commandstats')).not.toMatch(/cmdstat_(set|del):/);

      const second = `${hand.name('two')}:7001`;
      await workbench.chooseFromMenu(rowOf(workbench, second), 'Stop Node');
      const all = workbench.dialog('stops all servers in it');
      await all.waitFor();
      expect(await all.textContent()).toContain(`${hand.name('two')}:7000, ${second}`);
      await picture('2-several');
      await workbench.answerDialog('stops all servers in it', 'Cancel');
      await seeRow(workbench, hand.name('orphan'), '');

      const locked = rowOf(workbench, hand.name('locked'), 'NOAUTH');
      await locked.waitFor();
      await workbench.chooseFromMenu(locked, 'Enter Password…');
      const box = workbench.page.locator('.quick-input-widget:visible .quick-input-box input');
      await picture('3-user');
      await box.press('Enter');
      await box.fill('wrong');
      await picture('3-password');
      await box.press('Enter');
      errors.expect(/does not take this password/);
      await workbench.answerNotification('does not take this password', 'Enter Password…');
      await box.press('Enter');
      await box.fill('told to nobody');
      await box.press('Enter');
      await seeRow(workbench, hand.name('locked'), 'healthy');

      await workbench.chooseFromMenu(rowOf(workbench, hand.name('locked')), 'Ignore This Container');
      await rowOf(workbench, hand.name('locked')).first().waitFor({ state: 'detached' });
      await workbench.answerNotification('is ignored from now on', 'Undo');
      await seeRow(workbench, hand.name('locked'), 'healthy');
      await workbench.chooseFromMenu(rowOf(workbench, hand.name('locked')), 'Ignore This Container');
      await rowOf(workbench, hand.name('locked')).first().waitFor({ state: 'detached' });
      await workbench.runCommand('Show Ignored Containers…');
      await workbench.page.locator('.quick-input-widget:visible .quick-input-list-row').first().waitFor();
      await picture('4-ignored');
      await workbench.page.locator('.quick-input-widget:visible .quick-input-list-row').first().click();
      await workbench.page.locator('.quick-input-widget:visible').getByText('OK', { exact: true }).click();
      await seeRow(workbench, hand.name('locked'), 'healthy');
      await picture('4-back');
    } finally {
      await hand.dispose();
    }
  },
);
