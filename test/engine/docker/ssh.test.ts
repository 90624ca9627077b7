import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTopologyContainers, startContainer } from '../../../src/docker/containers';
import { connectEngine, type Engine, pingEngine } from '../../../src/docker/engine';
import { engineTrouble } from '../../../src/docker/engine-failure';
import { exec } from '../../../src/docker/exec';
import { putFiles, readFile } from '../../../src/docker/files';
import { openTunnel } from '../../../src/docker/tunnel';
import { type Lab, openLab } from './lab';

/**
 * A stand-in for ssh that goes to this machine: it runs what the real one would run over there, with the same
 * standard input and output.
 */
const SSH = `#!/bin/sh
echo x >> "$SSH_CALLS"
while [ "$1" != -- ]; do shift; done
[ "$2" = nowhere ] && { echo "ssh: Could not resolve hostname nowhere" >&2; exit 255; }
shift 2
exec "$@"
`;

let lab: Lab;
let engine: Engine;
let folder: string;
const path = process.env.PATH;

beforeAll(async () => {
  lab = await openLab();
  folder = mkdtempSync(join(tmpdir(), 'ssh-'));
  writeFileSync(join(folder, 'ssh'), SSH);
  chmodSync(join(folder, 'ssh'), 0o755);
  process.env.PATH = `${folder}${delimiter}${path}`;
  process.env.SSH_CALLS = join(folder, 'calls');
  const socket = lab.engine.endpoint.host.replace('unix://', '');
  engine = connectEngine({ id: 's', name: 's', host: `ssh://me@far${socket}`, source: 'setting' });
});
afterAll(async () => {
  engine.dispose();
  await lab.cleanUp();
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

test('everything works over ssh, and requests share its connections', async () => {
  expect(engine).toMatchObject({ portHost: 'far', local: false });
  for (let i = 0; i < 10; i++) await pingEngine(engine);
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('x\n');

  const id = await lab.container('ssh', ['nc -ll -p 7777 -e cat & sleep 600']);
  await putFiles(engine, id, '/data', [{ path: 'a', content: 'b', mode: 0o600, uid: 0, gid: 0 }]);
  expect((await readFile(engine, id, '/data/a'))?.toString()).toBe('b');
  await startContainer(engine, id);
  expect((await exec(engine, id, ['cat', '/data/a'])).stdout).toBe('b');
  expect((await listTopologyContainers(engine)).map(({ facts }) => facts.id)).toContain(id);

  const tunnel = await openTunnel(engine, id, 7777);
  tunnel.write(Buffer.alloc(500_000, 7));
  let size = 0;
  for await (const chunk of tunnel) {
    size += chunk.length;
    if (size === 500_000) break;
  }
  expect(size).toBe(500_000);
});

test('what ssh says is the reason', async () => {
  const nowhere = connectEngine({ id: 'n', name: 'n', host: 'ssh://nowhere', source: 'setting' });
  const failure: unknown = await pingEngine(nowhere).catch((e: unknown) => e);
  expect(failure).toMatchObject({ name: 'Failure', why: 'ssh: Could not resolve hostname nowhere' });
  expect(engineTrouble(failure)).toBe('unreachable');
  nowhere.dispose();
});
