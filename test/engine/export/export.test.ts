import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Blueprint, blueprintOf } from '../../../src/model/export/blueprint';
import { composeFiles } from '../../../src/model/export/compose';
import type { ExportedFile } from '../../../src/model/export/exported-file';
import { shellScript } from '../../../src/model/export/shell-script';
import type { Shape } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import type { Member } from '../../../src/operations/member';
import { proveTopology } from '../../../src/operations/prove-topology';
import { removeTopology } from '../../../src/operations/remove';
import { serverVersionOf } from '../../../src/operations/server-version';
import { NodeConnection } from '../../../src/redis/connection';
import { installPackages } from '../../lab/debian';
import { resultsDir } from '../../lab/paths';
import { run, tryRun } from '../../lab/run';
import { timedSay } from '../../lab/say';
import { runProgram } from '../clients/client-programs';
import { Bed, work } from '../topology/bed';

const bed = new Bed();
const password = 'it\'s "quoted" \\ $HOME `x`';

beforeAll(async () => {
  const there = await runProgram('docker-compose', ['version']).catch(() => undefined);
  if (there === undefined) await installPackages(['docker-compose'], timedSay());
}, 300_000);

afterAll(() => bed.dispose(), 60_000);

/** A topology of ours as a blueprint; the topology itself is gone afterwards, its names and ports are free. */
async function blueprint(shape: Shape, image: string): Promise<Blueprint> {
  const topology = await bed.create(await bed.spec(shape, image, { auth: 'password' }), { password });
  const engine = await bed.engine();
  const server = await serverVersionOf(engine, image, new AbortController().signal);
  const made = blueprintOf(topology, { server, password: true });
  await removeTopology(bed.lab, topology.id, work());
  return made;
}

/** The proof of readiness that our own topologies get, on containers that carry none of our labels. */
async function proven(made: Blueprint): Promise<string[]> {
  const members = made.nodes.map((node): Member => {
    const connection = new NodeConnection({
      key: node.name,
      name: node.name,
      published: { host: '127.0.0.1', port: node.port },
      address: undefined,
      tunnel: () => Promise.reject(new Error('not wanted here')),
      password: async () => (node.role === 'sentinel' ? undefined : password),
    });
    const shard = made.nodes
      .filter((n) => n.role === 'master')
      .findIndex((m) => m.name === (node.master ?? node.name));
    return { ...node, containerId: '', shard, connection, postMortem: async () => undefined };
  });
  try {
    const what = { shape: made.shape, name: made.sentinel.masterName };
    const checks = await proveTopology(what, members, 30_000, work().signal);
    return checks
      .filter((c) => c.outcome === 'failed')
      .map((c) => `${render(c.what)}: ${c.evidence.join('; ')}`);
  } finally {
    for (const { connection } of members) connection.close();
  }
}

function write(files: readonly ExportedFile[]): string {
  mkdirSync(resultsDir, { recursive: true });
  const folder = mkdtempSync(join(resultsDir, 'export-'));
  for (const { path, content, mode } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    chmodSync(file, mode);
  }
  return folder;
}

test.each<[Shape, string]>([
  ['replication', 'redis:7.0'],
  ['sentinel', 'redis:8.0'],
  ['cluster', 'valkey/valkey:9.1'],
])(
  'docker-compose up makes the same again: %s, %s',
  async (shape, image) => {
    const made = await blueprint(shape, image);
    const randomId = () => randomBytes(20).toString('hex');
    for (const file of composeFiles(made, undefined, randomId)) expect(file.content).not.toContain('quoted');

    const folder = write(composeFiles(made, password, randomId));
    const project = ['-p', made.name, '-f', join(folder, 'compose.yaml')];
    try {
      await run('docker-compose', [...project, 'up', '-d'], { timeoutMs: 90_000 });
      expect(await proven(made)).toEqual([]);
    } finally {
      await tryRun('docker-compose', [...project, 'down', '-v', '-t', '1'], { timeoutMs: 60_000 });
      rmSync(folder, { recursive: true });
    }
  },
  180_000,
);

test.each<[Shape, string]>([
  ['replication', 'valkey/valkey:8.1'],
  ['sentinel', 'redis:7.0'],
  ['cluster', 'redis:8.0'],
])(
  'the script of commands makes the same again: %s, %s',
  async (shape, image) => {
    const made = await blueprint(shape, image);
    const script = shellScript(made, render);
    expect(script).not.toContain('quoted');
    const folder = write([{ path: 'make.sh', content: script, mode: 0o755 }]);
    try {
      await runProgram('sh', [join(folder, 'make.sh')], {
        env: { REDIS_PASSWORD: password },
        timeoutMs: 120_000,
      });
      expect(await proven(made)).toEqual([]);
    } finally {
      const names = made.nodes.map((n) => n.name);
      await run('docker', ['rm', '-f', '-v', ...names], { timeoutMs: 60_000 });
      await run('docker', ['volume', 'rm', '-f', ...names], { timeoutMs: 60_000 });
      await tryRun('docker', ['network', 'rm', made.name], { timeoutMs: 60_000 });
      rmSync(folder, { recursive: true });
    }
  },
  240_000,
);
