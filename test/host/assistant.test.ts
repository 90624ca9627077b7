import { strict as assert } from 'node:assert';
import {
  CancellationTokenSource,
  LanguageModelTextPart,
  type LanguageModelToolInvocationPrepareOptions,
  lm,
  type PreparedToolInvocation,
} from 'vscode';
import type { TestApi } from '../../src/extension';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { countSlots, observedRole, ownSlots } from '../../src/model/structure';
import { createTool } from '../../src/ui/assistant/create';
import { failOverTool } from '../../src/ui/assistant/fail-over';
import { removeTool } from '../../src/ui/assistant/remove';
import { repairTool } from '../../src/ui/assistant/repair';
import { reshardTool } from '../../src/ui/assistant/reshard';
import type { AssistantTool } from '../../src/ui/assistant/tool';
import { whenInvoked } from '../../src/ui/assistant/when-invoked';
import { eventually } from './eventually';
import { activated, extensionUnderTest } from './extension';
import { Topologies } from './topologies';

/** Calls a tool as an assistant does. A question that it asks is agreed to: tests show no dialog. */
async function call(name: string, input: object = {}): Promise<string> {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await lm.invokeTool(`redisTopology_${name}`, options);
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}

describe('the assistant’s tools', function () {
  this.timeout(90_000);
  let api: TestApi;
  let mine: Topologies;

  /** What a person is asked, as plain text. */
  async function question<Input>(tool: AssistantTool<Input>, input: Input) {
    const prepared = (await whenInvoked(api.parts, async () => tool).prepareInvocation?.(
      { input } as LanguageModelToolInvocationPrepareOptions<Input>,
      new CancellationTokenSource().token,
    )) as PreparedToolInvocation;
    const { title = '', message = '' } = prepared.confirmationMessages ?? {};
    // Without the backslashes that make Markdown of what servers say plain text.
    return { title, message: (typeof message === 'string' ? message : message.value).replaceAll('\\', '') };
  }
  const nodes = (id: string): readonly NodeSnapshot[] => api.lab.store.get(id)?.nodes ?? [];
  const masters = (id: string) => nodes(id).filter((n) => observedRole(n) === 'master');

  before(async () => {
    api = await activated();
    mine = new Topologies(api, 21_700);
  });
  after(() => mine.removeAll());

  it('are those of the manifest, and each that changes something asks first', async () => {
    const { contributes } = extensionUnderTest().packageJSON as {
      contributes: { languageModelTools: { name: string }[] };
    };
    const ours = lm.tools.map((tool) => tool.name).filter((name) => name.startsWith('redisTopology_'));
    assert.deepEqual(ours.sort(), contributes.languageModelTools.map(({ name }) => name).sort());
    for (const tool of [createTool, failOverTool, reshardTool, repairTool, removeTool])
      assert.equal(typeof tool.confirm, 'function');
  });

  it('create, list, read and remove', async () => {
    const name = mine.name('assist');
    const wish = { shape: 'replication', name, image: 'redis:8.0', replicas: 1, firstPort: 21_800 };
    const guarded = { ...wish, auth: 'users', appRights: 'readOnly', tls: true } as const;
    const asked = await question(createTool, guarded);
    assert.match(asked.title, new RegExp(name));
    assert.match(asked.message, /Makes 2 containers: 1 master, 1 replica\./);
    assert.match(asked.message, /redis:8\.0\nports 21800–21801\nusers; app: read only\n/);
    assert.match(asked.message, /\nonly TLS\n/);
    const said = await call('create', guarded);
    assert.match(said, new RegExp(`^${name} is ready: ${name}-\\d+ on 127.0.0.1:\\d+, `));
    assert.match(said, /log in as the user app\. .* TLS alone/);
    const { id = '' } = api.lab.store.topologies.find((one) => one.name === name) ?? {};
    const { users } = await api.lab.credentials.secretsOf(id);
    assert.ok(users);
    for (const secret of Object.values(users)) assert.ok(!`${said}${asked.message}`.includes(secret));
    const rows = JSON.parse(await call('list')) as { name: string; id: string; health: string }[];
    const row = rows.find((one) => one.name === name);
    assert.match(row?.health ?? '', /1 of 1 replicas in sync/);
    assert.match(await call('read', { topology: name }), /## Nodes[\s\S]+master/);
    assert.match((await question(removeTool, { topology: name })).message, /cannot be undone/);
    assert.match(await call('remove', { topology: row?.id ?? '' }), /is removed/);
    assert.equal(api.lab.store.get(row?.id ?? ''), undefined);
  });

  it('say what is wrong with what they are asked for', async () => {
    await assert.rejects(call('create', { shape: 'ring', name: 'x', image: 'redis:8.0' }), /shape/);
    await assert.rejects(call('read', { topology: 'nobody' }), /no topology nobody.*known:/s);
  });

  it('fail over, and move slots', async () => {
    const id = await mine.make('cluster', 'assist');
    await api.lab.askAll(id);
    const replica = nodes(id).find((n) => observedRole(n) === 'replica');
    const [first, , last] = masters(id);
    assert.ok(replica && first && last);
    await assert.rejects(call('failOver', { topology: id, node: 'somebody' }), /no node somebody/);
    const asked = await question(failOverTool, { topology: id, node: replica.name });
    assert.match(asked.message, /CLUSTER FAILOVER/);
    assert.match(asked.message, /No acknowledged write is lost/);
    assert.match(await call('failOver', { topology: id, node: replica.name }), /is master now/);
    assert.ok(masters(id).some((n) => n.id === replica.id));
    assert.ok(api.parts.timeline.latest(id, 20).some((e) => /is master now/.test(e.what.key)));

    const taker = masters(id).find((n) => n.id !== replica.id);
    assert.ok(taker);
    const wish = { topology: id, how: 'move', to: taker.name, from: [replica.name], slots: 400 } as const;
    const plan = await question(reshardTool, wish);
    assert.match(plan.message, new RegExp(`400 slots from ${replica.name} to ${taker.name}: \\d+-\\d+`));
    assert.match(await call('reshard', wish), /400 slots with 0 keys were moved/);
    const slots = (node: NodeSnapshot) =>
      countSlots(ownSlots(nodes(id).find((n) => n.id === node.id) ?? node));
    await eventually('the taker has them', () => slots(taker) >= 5461 + 399);
    assert.match(await call('reshard', { topology: id, how: 'rebalance' }), /slots with 0 keys were moved/);
    assert.match(await call('reshard', { topology: id, how: 'rebalance' }), /^Nothing was moved/);
    await assert.rejects(call('reshard', { topology: id, how: 'move' }), /“to” is missing/);
  });

  it('mend what is wrong, with the commands that were shown', async () => {
    const id = await mine.make('replication', 'assist');
    const replica = nodes(id).find((n) => n.intended === 'replica');
    assert.ok(replica);
    await (await api.lab.connectionTo(replica.id)).run(['CONFIG', 'SET', 'replica-read-only', 'no']);
    const read = await call('read', { topology: id });
    const finding = /`(writable-replica[^`]*)`: /.exec(read)?.[1] ?? '';
    assert.ok(finding, read);
    const wish = { topology: id, finding };
    const { title, message } = await question(repairTool, wish);
    assert.match(`${title} ${message}`, new RegExp(replica.name));
    assert.match(message, /CONFIG SET replica-read-only yes/);
    assert.match(await call('repair', wish), /^Mended/);
    await assert.rejects(call('repair', wish), /nothing to mend/);
    assert.doesNotMatch(await call('read', { topology: id }), /writable-replica/);
  });
});
