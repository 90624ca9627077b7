import { strict as assert } from 'node:assert';
import { commands, workspace } from 'vscode';
import type { TestApi } from '../../src/extension';
import { defaultSpec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { eventually } from './eventually';
import { activated } from './extension';

const work: Work = { signal: new AbortController().signal, step: () => {} };
const name = `logs-${Date.now().toString(36)}`;

/** What the output channel of a node shows; it is a document to the editor. */
const shown = () => workspace.textDocuments.find((one) => one.languageId === 'log')?.getText() ?? '';

describe("a node's log", function () {
  this.timeout(60_000);
  let api: TestApi;
  let id: string;

  before(async () => {
    api = await activated();
    const spec = { ...defaultSpec('replication', name, 'redis:8.0'), firstPort: 21_579 };
    ({ id } = await createTopology(api.lab, spec, {}, work));
  });

  after(async () => {
    if (id) await removeTopology(api.lab, id, work);
    await commands.executeCommand('workbench.action.closePanel');
  });

  it('is followed, over a restart too', async () => {
    const node = api.lab.store.get(id)?.nodes.find((one) => one.intended === 'replica');
    assert.ok(node);
    const says = (what: string, times = 1) =>
      eventually(`the log says ${what}`, () => shown().split(what).length > times, { instead: shown });
    await commands.executeCommand('redisTopologyLab.showLogs', node.id);
    await says('Ready to accept connections');
    await commands.executeCommand('redisTopologyLab.restart', node.id);
    await says('the container has ended');
    await says('Ready to accept connections', 2);
  });
});
