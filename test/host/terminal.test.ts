import { strict as assert } from 'node:assert';
import type { TestApi } from '../../src/extension';
import { silentLog } from '../../src/model/log';
import { defaultSpec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { READY_FOR_PASSWORD } from '../../src/ui/cli-command';
import { NodeTerminal } from '../../src/ui/node-terminal';
import { eventually } from './eventually';
import { activated } from './extension';

const work: Work = { signal: new AbortController().signal, step: () => {} };

describe('redis-cli in a terminal', function () {
  this.timeout(60_000);
  let api: TestApi;
  let id: string;

  before(async () => {
    api = await activated();
    const plain = defaultSpec('replication', `cli-${Date.now().toString(36)}`, 'redis:8.0');
    const spec = { ...plain, firstPort: 21_479, auth: 'password' as const };
    ({ id } = await createTopology(api.lab, spec, { password: 'abcDEF123456' }, work));
  });

  after(async () => {
    if (id) await removeTopology(api.lab, id, work);
  });

  it('is authenticated, on the right port, as wide as the terminal, and ends with its program', async () => {
    const node = api.lab.store.get(id)?.nodes[0];
    assert.ok(node);
    const terminal = new NodeTerminal(await api.lab.connect(), node, false, silentLog);
    let shown = '';
    let code: number | undefined | 'open' = 'open';
    terminal.onDidWrite((data) => {
      shown += data;
    });
    terminal.onDidClose((with_) => {
      code = with_;
    });
    const says = (what: string | RegExp) =>
      eventually(`the terminal says ${what}`, () => shown.match(what) !== null, { instead: () => shown });
    terminal.open({ columns: 120, rows: 30 });
    await says(`:${node.port}>`);
    assert.ok(!shown.includes('abcDEF123456'));
    terminal.handleInput('ping\r');
    await says('PONG');
    terminal.setDimensions({ columns: 60, rows: 20 });
    terminal.handleInput('config get port\r');
    await says(String(node.port));
    assert.doesNotMatch(shown, /NOAUTH/);
    terminal.handleInput('exit\r');
    await eventually('the terminal closes', () => code === 0, { instead: () => `${code} ${shown}` });
    terminal.close();
  });

  it('is handed a password that does not stand in its container, and shows none of it', async () => {
    const node = api.lab.store.get(id)?.nodes[0];
    assert.ok(node);
    const entrance = { login: { user: 'default', password: 'abcDEF123456' }, tls: undefined };
    const terminal = new NodeTerminal(await api.lab.connect(), node, false, silentLog, entrance);
    let shown = '';
    terminal.onDidWrite((data) => {
      shown += data;
    });
    terminal.open({ columns: 120, rows: 30 });
    // Too early: it would be taken for the password.
    terminal.handleInput('wrong\r');
    const says = (what: string) =>
      eventually(`the terminal says ${what}`, () => shown.includes(what), { instead: () => shown });
    await says(`:${node.port}>`);
    terminal.handleInput('acl whoami\r');
    await says('"default"');
    assert.doesNotMatch(shown, /NOAUTH|WRONGPASS|abcDEF123456/);
    assert.ok(!shown.includes(READY_FOR_PASSWORD));
    terminal.close();
  });
});
