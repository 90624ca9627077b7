import { homedir } from 'node:os';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import type { Move } from '../../../src/model/moves/move';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { Lab } from '../../../src/topology/lab';
import { Migrations } from '../../../src/topology/migrations';

/** A mover that will be killed: moves the slots given as its second argument, and says when it begins. */
async function main(): Promise<void> {
  const [id = '', moves = '[]'] = process.argv.slice(2);
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  await lab.refresh();
  const step = () => process.stdout.write('moving\n');
  const work = { signal: new AbortController().signal, step };
  await moveSlots(lab, new Migrations(), id, JSON.parse(moves) as Move[], { method: 'keyByKey' }, work);
  lab.dispose();
}

void main();
