import { homedir } from 'node:os';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import type { Spec } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { createTopology } from '../../../src/operations/create';
import { Lab } from '../../../src/topology/lab';

/** A window that dies: makes the topology whose spec is its argument, tells its steps, and is killed by the test. */
async function main(): Promise<void> {
  const spec = JSON.parse(process.argv[2] ?? '') as Spec;
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const step = (what: Parameters<typeof render>[0]) => process.stdout.write(`${render(what)}\n`);
  await createTopology(lab, spec, {}, { signal: new AbortController().signal, step });
}

void main();
