import { strict as assert } from 'node:assert';
import { commands, env, type TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TestApi } from '../../src/extension';
import { defaultSpec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { eventually } from './eventually';
import { activated } from './extension';

const name = `host-${Date.now().toString(36)}`;
const work: Work = { signal: new AbortController().signal, step: () => {} };

describe('the tree', function () {
  this.timeout(60_000);
  let api: TestApi;
  let id: string;

  const rows = (under?: string) => api.view.tree.getChildren(under);
  const row = (rowId: string): TreeItem => api.view.tree.getTreeItem(rowId);
  /** All row ids of the topology, as drawn from top to bottom. */
  const outline = (under = id): string[] => [under, ...rows(under).flatMap((child) => outline(child))];
  const icon = (rowId: string) => {
    const { iconPath } = row(rowId);
    return typeof iconPath === 'object' && 'id' in iconPath ? iconPath.id : undefined;
  };
  const showsIcon = (rowId: string, wanted: string) =>
    eventually(`${rowId} shows ${wanted}`, () => icon(rowId) === wanted, {
      instead: () => `but ${icon(rowId)}: ${row(rowId).description}`,
    });
  const replica = () => `${id}/${api.lab.store.get(id)?.nodes.find((n) => n.intended === 'replica')?.name}`;

  before(async () => {
    api = await activated();
    await commands.executeCommand('redisTopologyLab.topologies.focus');
    const spec = { ...defaultSpec('replication', name, 'redis:8.0'), firstPort: 21_379 };
    ({ id } = await createTopology(api.lab, spec, {}, work));
    await showsIcon(id, 'pass-filled');
  });

  after(async () => {
    if (id) await removeTopology(api.lab, id, work);
  });

  it('shows a topology, its master and the replicas beneath it', () => {
    assert.ok(rows().includes(id));
    const item = row(id);
    assert.equal(item.label, name);
    assert.match(String(item.description), /^replication 1\+2 · 2 in sync$/);
    assert.match(item.accessibilityInformation?.label ?? '', /healthy/);
    const masters = rows(id);
    assert.equal(masters.length, 1);
    assert.equal(rows(masters[0]).length, 2);
    assert.match(String(row(masters[0] ?? '').description), /^master/);
    assert.equal(row(masters[0] ?? '').collapsibleState, TreeItemCollapsibleState.Expanded);
  });

  it('tells in a tooltip where a node runs', () => {
    const { tooltip } = row(replica());
    const told = typeof tooltip === 'object' ? tooltip.value : '';
    for (const one of ['Container ID', 'Container address', 'Published port', 'redis\\:8\\.0', 'Server']) {
      assert.ok(told.includes(one), `${one} is missing in ${told}`);
    }
  });

  it('keeps ids through stop and start, and changes the state at once', async () => {
    const before = outline();
    const node = replica();
    await commands.executeCommand('redisTopologyLab.stop', node);
    await showsIcon(node, 'circle-outline');
    assert.match(row(node).contextValue ?? '', /\bstartable\b/);
    assert.doesNotMatch(row(node).contextValue ?? '', /\bstoppable\b/);
    assert.deepEqual(outline().sort(), [...before].sort());
    await showsIcon(id, 'warning');
    await commands.executeCommand('redisTopologyLab.start', node);
    await showsIcon(node, 'pass-filled');
    await showsIcon(id, 'pass-filled');
    assert.deepEqual(outline(), before);
  });

  it('shows a paused node as paused, and lets it go on', async () => {
    const node = replica();
    await commands.executeCommand('redisTopologyLab.pause', node);
    await showsIcon(node, 'warning');
    assert.match(row(node).contextValue ?? '', /\bunpausable\b/);
    await commands.executeCommand('redisTopologyLab.unpause', node);
    await showsIcon(node, 'pass-filled');
  });

  it('acts on all selected rows', async () => {
    const nodes = rows(rows(id)[0]);
    await commands.executeCommand('redisTopologyLab.kill', nodes[0], nodes);
    for (const node of nodes) {
      await eventually(`${node} ended`, () => row(node).contextValue?.includes('startable'));
    }
    await commands.executeCommand('redisTopologyLab.startAll', id);
    for (const node of nodes) await showsIcon(node, 'pass-filled');
  });

  it('fires for no more than five changes a second', async () => {
    let fired = 0;
    const listening = api.view.tree.onDidChangeTreeData(() => fired++);
    await new Promise((done) => setTimeout(done, 2000));
    listening.dispose();
    assert.ok(fired <= 10, `${fired} changes in 2 s`);
  });

  it('copies the address under which a node is published', async () => {
    await commands.executeCommand('redisTopologyLab.copyAddress', replica());
    assert.match(await env.clipboard.readText(), /^127\.0\.0\.1:\d+$/);
  });
});
