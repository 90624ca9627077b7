import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { listAllContainers } from '../../../src/docker/containers';
import type { Engine } from '../../../src/docker/engine';
import type { Shape } from '../../../src/model/spec';
import { demandAll } from '../../../src/operations/demand-all';
import type { Member } from '../../../src/operations/member';
import { proveTopology } from '../../../src/operations/prove-topology';
import { NodeConnection } from '../../../src/redis/connection';

const run = promisify(execFile);
const script = join(dirname(fileURLToPath(import.meta.url)), 'by-hand.sh');
const PROOF_MS = 60_000;

/** Makes a topology with the script a person would write, proves it ready, removes it. @returns ms until proven */
export async function makeByHand(
  engine: Engine,
  shape: Shape,
  image: string,
  name: string,
  firstPort: number,
): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'by-hand-'));
  const connections: NodeConnection[] = [];
  try {
    const began = performance.now();
    await run('bash', [script, shape, name, image, String(firstPort), dir], { timeout: 120_000 });
    const members = await membersOf(engine, name, connections);
    demandAll(await proveTopology({ shape, name }, members, PROOF_MS, new AbortController().signal));
    return performance.now() - began;
  } finally {
    for (const c of connections) c.close();
    await removeAll(name);
    await rm(dir, { recursive: true, force: true });
  }
}

async function membersOf(engine: Engine, name: string, connections: NodeConnection[]): Promise<Member[]> {
  const rows = await listAllContainers(engine);
  return rows
    .filter((r) => r.facts.name.startsWith(`${name}-`))
    .map((r): Member => {
      const { facts } = r;
      const port = facts.publishedPort ?? 0;
      const connection = new NodeConnection({
        key: facts.id,
        name: facts.name,
        published: { host: '127.0.0.1', port },
      });
      connections.push(connection);
      return {
        name: facts.name,
        containerId: facts.id,
        role: facts.name.startsWith(`${name}-sentinel-`) ? 'sentinel' : 'replica',
        shard: undefined,
        address: facts.ip ?? '',
        port,
        connection,
        postMortem: async () => undefined,
      };
    });
}

async function removeAll(name: string): Promise<void> {
  const { stdout } = await run('docker', ['ps', '-aq', '--filter', `label=redis-topology-lab.bench=${name}`]);
  const ids = stdout.split('\n').filter((id) => id !== '');
  if (ids.length > 0) await run('docker', ['rm', '-f', '-v', ...ids]);
  await run('docker', ['network', 'rm', name]);
}
