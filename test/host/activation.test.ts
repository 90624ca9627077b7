import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { commands } from 'vscode';
import { activated, extensionUnderTest } from './extension';

interface Manifest {
  main: string;
  contributes: { commands: { command: string }[] };
}

describe('activation', () => {
  it('is quick and touches no engine', async () => {
    const extension = extensionUnderTest();
    assert.equal(extension.isActive, false, 'nothing has asked for it yet');
    const start = performance.now();
    // The host takes the module from Node's cache afterwards, so that loading and activating are measured apart
    // from what the host itself does around them.
    require(join(extension.extensionPath, (extension.packageJSON as Manifest).main));
    const loadMs = performance.now() - start;
    const { lab, activationMs } = await activated();
    assert.equal(lab.store.engine.kind, 'idle');
    const took = `${loadMs.toFixed(1)} ms to load, ${activationMs.toFixed(1)} ms to activate`;
    assert.ok(activationMs < 50, took);
    // Quiet machine: 35 ms in all. Loading is parsing, and takes what a busy machine leaves it.
    assert.ok(loadMs + activationMs < 150, took);
  });

  it('registers exactly the commands of the manifest', async () => {
    await activated();
    const { contributes } = extensionUnderTest().packageJSON as Manifest;
    const own = (await commands.getCommands(true)).filter(
      // The editor itself adds commands for every view, named after it.
      (id) => id.startsWith('redisTopologyLab.') && !id.startsWith('redisTopologyLab.topologies.'),
    );
    assert.deepEqual(own.sort(), contributes.commands.map(({ command }) => command).sort());
  });
});
