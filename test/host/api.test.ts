import { strict as assert } from 'node:assert';
import { extensions } from 'vscode';
// As another extension would have it: the types alone, and what activation gives.
import type { TopologyLabApi } from '../../src/api/types';
import { eventually } from './eventually';
import { activated, EXTENSION_ID } from './extension';
import { Topologies } from './topologies';

describe('the API for other extensions', function () {
  this.timeout(90_000);
  let api: TopologyLabApi;
  let mine: Topologies;

  before(async () => {
    const found = await extensions.getExtension<TopologyLabApi>(EXTENSION_ID)?.activate();
    assert.ok(found);
    api = found;
    mine = new Topologies(await activated(), 21_900);
  });
  after(() => mine.removeAll());

  it('creates, tells, mends, fails over and removes', async () => {
    const steps: string[] = [];
    let changes = 0;
    const listening = api.onDidChange(() => changes++);
    const wish = {
      shape: 'replication',
      name: mine.name('api'),
      image: 'redis:8.0',
      firstPort: 21_900,
    } as const;
    const made = await api.create(wish, { password: 'abcDEF123456', onStep: (step) => steps.push(step) });
    mine.adopt(made.id);
    assert.equal(made.health.level, 'ok', made.health.sentence);
    assert.deepEqual(made.nodes.map((n) => n.role).sort(), ['master', 'replica', 'replica']);
    assert.ok(steps.includes('Proving that it is ready'), steps.join('\n'));
    assert.ok(changes > 0);
    listening.dispose();
    assert.ok((await api.list()).some((one) => one.id === made.id && one.madeHere));
    // Plain data: what another extension may keep, compare or send on.
    assert.deepEqual(structuredClone(made), made);
    assert.doesNotMatch(JSON.stringify(await api.list()), /abcDEF123456/);

    const [replica] = made.nodes.filter((n) => n.role === 'replica');
    assert.ok(replica);
    const connection = await (await activated()).lab.connectionTo(replica.id);
    await connection.run(['CONFIG', 'SET', 'replica-read-only', 'no']);
    const finding = (await api.findings(made.id)).find((f) => f.id.startsWith('writable-replica/'));
    assert.ok(finding?.mendable && finding.evidence.length > 0 && finding.nodeIds.includes(replica.id));
    await api.repair(made.id, finding.id);
    assert.ok((await api.findings(made.id)).every((f) => f.id !== finding.id));

    const result = await api.failOver(made.id, replica.id);
    assert.equal(result.to, replica.name);
    assert.equal(result.lostBytes, 0);
    const after = await eventually('it is master', async () => {
      const now = await api.snapshot(made.name);
      return now?.nodes.find((n) => n.id === replica.id)?.role === 'master' && now;
    });
    assert.equal(after.nodes.filter((n) => n.masterId === replica.id).length, 2);

    await api.remove(made.id);
    assert.equal(await api.snapshot(made.id), undefined);
  });

  it('rejects with what failed, and stops when it is told to', async () => {
    await assert.rejects(api.failOver('nobody'), /no topology nobody/);
    // Another extension may be written without types.
    const wrong = { shape: 'ring', name: 'x', image: 'redis:8.0' } as never;
    await assert.rejects(api.create(wrong), /x is no topology that could be made/);
    const abort = new AbortController();
    const wish = {
      shape: 'replication',
      name: mine.name('stop'),
      image: 'redis:8.0',
      firstPort: 21_950,
    } as const;
    const making = api.create(wish, { signal: abort.signal, onStep: () => abort.abort() });
    await assert.rejects(making, /cancelled/);
    assert.equal(await api.snapshot(wish.name), undefined);
  });

  it('moves slots of a cluster', async () => {
    const id = await mine.make('cluster', 'api', { replicasPerMaster: 0 } as never);
    const before = await api.snapshot(id);
    const [giver, taker] = before?.nodes ?? [];
    assert.ok(giver && taker);
    const served = (slots: (typeof giver)['slots']) => slots.reduce((sum, [a, b]) => sum + b - a + 1, 0);
    const wish = { how: 'move', to: taker.id, from: [giver.name], slots: 10 } as const;
    const { outcome, slotsMoved } = await api.reshard(id, wish);
    assert.deepEqual({ outcome, slotsMoved }, { outcome: 'done', slotsMoved: 10 });
    const now = (await api.snapshot(id))?.nodes.find((n) => n.id === taker.id);
    assert.equal(served(now?.slots ?? []), served(taker.slots) + 10);
    await assert.rejects(api.reshard(id, { ...wish, to: 'nobody' }), /no node nobody/);
  });
});
