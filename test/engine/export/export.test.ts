import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Blueprint, blueprintOf } from '../../../src/model/export/blueprint';
import { composeFiles } from '../../../src/model/export/compose';
import type { ExportedFile } from '../../../src/model/export/exported-file';
import { shellScript } from '../../../src/model/export/shell-script';
import { ownLogin, type Secrets } from '../../../src/model/secrets';
import type { Shape } from '../../../src/model/spec';
import { render, text } from '../../../src/model/text';
import { announceFor } from '../../../src/operations/clients/announce';
import type { Member } from '../../../src/operations/member';
import { proveTopology } from '../../../src/operations/prove-topology';
import { removeTopology } from '../../../src/operations/remove';
import { serverVersionOf } from '../../../src/operations/server-version';
import { newAuthority } from '../../../src/operations/tls/authority';
import { NotYet, until } from '../../../src/operations/until';
import { NodeConnection } from '../../../src/redis/connection';
import { installPackages } from '../../lab/debian';
import { resultsDir } from '../../lab/paths';
import { run, tryRun } from '../../lab/run';
import { timedSay } from '../../lab/say';
import { runProgram } from '../clients/client-programs';
import { Bed, work } from '../topology/bed';

const bed = new Bed();
type Auth = 'password' | 'users';
type Speech = 'plain' | 'TLS';

const password = 'it\'s "quoted" \\ $HOME `x`';

beforeAll(async () => {
  const there = await runProgram('docker-compose', ['version']).catch(() => undefined);
  if (there === undefined) await installPackages(['docker-compose'], timedSay());
}, 300_000);

afterAll(() => bed.dispose(), 60_000);

/** A topology of ours as a blueprint; the topology itself is gone afterwards, its names and ports are free. */
async function blueprint(
  shape: Shape,
  image: string,
  auth: Auth,
  speech: Speech,
): Promise<{ made: Blueprint; secrets: Secrets }> {
  const spec = await bed.spec(shape, image, { auth, ...(speech === 'TLS' && { tls: true }) });
  const topology = await bed.create(spec, auth === 'users' ? {} : { password });
  const secrets = await bed.lab.credentials.secretsOf(topology.id);
  const engine = await bed.engine();
  const server = await serverVersionOf(engine, image, new AbortController().signal);
  // Changed after it was made: the export must say what the nodes say, not what was asked for.
  if (shape === 'cluster') await announceFor(bed.lab, topology.id, 'host', work());
  const made = blueprintOf(bed.get(topology.id), { server, password: true });
  await removeTopology(bed.lab, topology.id, work());
  return { made, secrets };
}

/** The proof of readiness that our own topologies get, on containers that carry none of our labels. */
async function proven(made: Blueprint, secrets: Secrets, authority?: string): Promise<string[]> {
  const members = made.nodes.map((node): Member => {
    const connection = new NodeConnection({
      key: node.name,
      name: node.name,
      published: { host: '127.0.0.1', port: node.published ?? 0 },
      address: undefined,
      tunnel: () => Promise.reject(new Error('not wanted here')),
      login: async () => ownLogin(secrets, node.role),
      tls: async () => (authority === undefined ? undefined : { authority, name: node.name }),
    });
    const shard = made.nodes
      .filter((n) => n.role === 'master')
      .findIndex((m) => m.name === (node.master ?? node.name));
    return { ...node, containerId: '', shard, connection, postMortem: async () => undefined };
  });
  try {
    const what = { shape: made.shape, name: made.sentinel.masterName };
    const checks = await proveTopology(what, members, 30_000, work().signal);
    if (made.shape === 'cluster') await sendClientsHere(members);
    return checks
      .filter((c) => c.outcome === 'failed')
      .map((c) => `${render(c.what)}: ${c.evidence.join('; ')}`);
  } finally {
    for (const { connection } of members) connection.close();
  }
}

/** Every node names every node of the cluster as this machine does; they tell each other of it in their pings. */
async function sendClientsHere(members: readonly Member[]): Promise<void> {
  await until(
    text('That clients are sent to this machine'),
    async () => {
      const told = await Promise.all(members.map(({ connection }) => connection.run(['CLUSTER', 'SLOTS'])));
      // A range of slots: its ends, then a list per node that begins with where clients find it.
      const places = (told as [number, number, ...[string][]][][])
        .flat()
        .flatMap(([, , ...nodes]) => nodes.map(([place]) => place));
      return places.every((place) => place === '127.0.0.1') ? true : new NotYet(places.join(' '));
    },
    { signal: work().signal, timeoutMs: 20_000, everyMs: 200 },
  );
}

/** What of secrets must not be seen; the quoted words of our password, which every way of quoting leaves as they are. */
const wordsOf = ({ users }: Secrets) => ['quoted', ...Object.values(users ?? {})];

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

test.each<[Shape, string, Auth, Speech]>([
  ['replication', 'redis:7.0', 'password', 'plain'],
  ['sentinel', 'redis:8.0', 'users', 'TLS'],
  ['cluster', 'valkey/valkey:9.1', 'users', 'plain'],
  ['cluster', 'redis:7.0', 'password', 'TLS'],
])(
  'docker-compose up makes the same again: %s, %s, %s, %s',
  async (shape, image, auth, speech) => {
    const { made, secrets } = await blueprint(shape, image, auth, speech);
    const issuer =
      speech === 'TLS' ? newAuthority({ id: made.subnet, name: made.name }, Date.now()) : undefined;
    const randomId = () => randomBytes(20).toString('hex');
    for (const file of composeFiles(made, undefined, randomId, issuer))
      for (const word of wordsOf(secrets)) expect(file.content).not.toContain(word);

    const folder = write(composeFiles(made, secrets, randomId, issuer));
    const project = ['-p', made.name, '-f', join(folder, 'compose.yaml')];
    try {
      await run('docker-compose', [...project, 'up', '-d'], { timeoutMs: 90_000 });
      expect(await proven(made, secrets, issuer?.certificate)).toEqual([]);
    } finally {
      await tryRun('docker-compose', [...project, 'down', '-v', '-t', '1'], { timeoutMs: 60_000 });
      rmSync(folder, { recursive: true });
    }
  },
  180_000,
);

test.each<[Shape, string, Auth, Speech]>([
  ['replication', 'valkey/valkey:8.1', 'password', 'plain'],
  ['sentinel', 'redis:7.0', 'users', 'plain'],
  ['sentinel', 'valkey/valkey:8.1', 'password', 'TLS'],
  ['cluster', 'redis:8.0', 'users', 'TLS'],
])(
  'the script of commands makes the same again: %s, %s, %s, %s',
  async (shape, image, auth, speech) => {
    const { made, secrets } = await blueprint(shape, image, auth, speech);
    const script = shellScript(made, render);
    for (const word of wordsOf(secrets)) expect(script).not.toContain(word);
    const own = auth === 'users' ? 'OnePasswordForAllUsers7' : password;
    const its = auth === 'users' ? { admin: own, app: own, replication: own, sentinel: own } : undefined;
    const folder = write([{ path: 'make.sh', content: script, mode: 0o755 }]);
    try {
      await runProgram('sh', ['-c', 'cd "$0" && sh make.sh', folder], {
        env: { REDIS_PASSWORD: own },
        timeoutMs: 120_000,
      });
      const ca = join(folder, `${made.name}-tls`, 'ca.crt');
      const authority = speech === 'TLS' ? readFileSync(ca, 'utf8') : undefined;
      expect(await proven(made, its ? { users: its } : secrets, authority)).toEqual([]);
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
