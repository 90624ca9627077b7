import { homedir } from 'node:os';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import { render } from '../../../src/model/text';
import { restoreData } from '../../../src/operations/saved-data/restore';
import { Lab } from '../../../src/topology/lab';
import { listSavedData } from '../../../src/topology/saved-list';

/** A window that dies: restores the saved data of an id into a topology, tells its steps, and is killed by the test. */
async function main(): Promise<void> {
  const [, , savedId, topologyId = ''] = process.argv;
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const { saved } = await listSavedData(await lab.connect());
  const wanted = saved.find(({ id }) => id === savedId);
  if (!wanted) throw new Error(`nothing is saved as ${savedId}`);
  const step = (what: Parameters<typeof render>[0]) => process.stdout.write(`${render(what)}\n`);
  await restoreData(lab, wanted, topologyId, { signal: new AbortController().signal, step });
}

void main();
