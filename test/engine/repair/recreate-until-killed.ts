import { homedir } from 'node:os';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import { Lab } from '../../../src/topology/lab';
import { Mender } from './mend';

/** A window that dies: makes the container of a node anew, and is killed by the test. Arguments: topology and node id. */
async function main(): Promise<void> {
  const [, , id = '', node = ''] = process.argv;
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  await lab.refresh();
  await new Mender(lab).mend(id, { kind: 'recreateWithVolume', nodes: [node] });
}

void main();
