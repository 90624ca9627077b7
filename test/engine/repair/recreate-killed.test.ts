import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { startNodes } from '../../../src/operations/node-lifecycle';
import { docker } from '../findings/docker';
import { Bed, work } from '../topology/bed';
import { Mender } from './mend';

/** The window dies while a node's container is made anew: its data is still there, and the repair can be done again. */
const bed = new Bed();
const mender = new Mender(bed.lab);
const PROGRAM = fileURLToPath(new URL('./recreate-until-killed.ts', import.meta.url));
let id = '';
let names: string[] = [];

beforeAll(async () => {
  const t = await bed.create(await bed.spec('replication', 'redis:8.0', { replicas: 1 }));
  id = t.id;
  names = t.nodes.map((n) => n.name);
  await bed.run(master(), 'SET', 'k', 'v');
}, 60_000);
afterAll(async () => {
  mender.dispose();
  await bed.dispose();
  // With the topology go the volumes that its nodes were given, also those of attempts that were broken off.
  expect(await docker('volume', 'ls', '-q', '--filter', `name=${names[0]}`)).toBe('');
}, 60_000);

function master(): NodeSnapshot {
  const [first] = bed.get(id).nodes;
  if (!first) throw new Error('no node');
  return first;
}
const containers = async () =>
  (await docker('ps', '-a', '--format', '{{.Names}} {{.State}}', '--filter', `name=${names[0]}`)).split('\n');

test.each([0, 250, 600])(
  'killed %i ms after the old container was set aside',
  async (ms) => {
    const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, id, master().id], {
      stdio: 'inherit',
    });
    const ended = once(child, 'exit');
    while (!(await containers()).some((c) => c.includes('-before-')) && child.exitCode === null);
    await new Promise((r) => setTimeout(r, ms));
    child.kill('SIGKILL');
    await ended;
    // What the engine was asked to do it goes on doing.
    await new Promise((r) => setTimeout(r, 2000));
    await bed.lab.refresh();
    expect(bed.get(id).nodes.map((n) => n.name)).toEqual(names);
    if (master().container.state !== 'running') await startNodes(bed.lab, [master().id], work());
    await bed.see(id, 'it answers', 20_000, (t) => t.nodes[0]?.answer.kind === 'data');
    expect(await bed.run(master(), 'GET', 'k')).toBe('v');
    await mender.mend(id, { kind: 'recreateWithVolume', nodes: [master().id] });
    expect(await bed.run(master(), 'GET', 'k')).toBe('v');
    expect(await containers()).toEqual([`${names[0]} running`]);
  },
  90_000,
);
