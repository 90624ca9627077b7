import { homedir } from 'node:os';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import { render } from '../../../src/model/text';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { Lab } from '../../../src/topology/lab';

/** A window that dies: adds a shard to the topology whose id is its argument, tells its steps, and is killed by the test. */
async function main(): Promise<void> {
  const id = process.argv[2] ?? '';
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  await lab.refresh();
  const step = (what: Parameters<typeof render>[0]) => process.stdout.write(`${render(what)}\n`);
  const plan = await prepareAddition(lab, id, { kind: 'shard', replicas: 1 });
  await addNodes(lab, plan, { signal: new AbortController().signal, step });
}

void main();
