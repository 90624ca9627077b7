import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { exec } from '../../../src/docker/exec';
import { LABEL } from '../../../src/docker/labels';
import type { Log } from '../../../src/model/log';
import type { Shape, Spec } from '../../../src/model/spec';
import { observedRole } from '../../../src/model/structure';
import { handOver } from '../../../src/operations/handover';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { Migrations } from '../../../src/topology/migrations';
import { Station } from '../../../src/topology/station';
import { Stations } from '../../../src/topology/stations';
import { listTool } from '../../../src/ui/assistant/list';
import { readTool } from '../../../src/ui/assistant/read';
import type { Parts } from '../../../src/ui/commands/parts';
import { PageFeed } from '../../../src/ui/panel/page-feed';
import { TimelineStorage } from '../../../src/ui/panel/timeline-storage';
import { firstSlots, master, moveOf } from '../migration/ground';
import { Bed, node, work } from '../topology/bed';
import { documents, givenAway, processes, toldByEngine } from './emitted';
import { secretsOf } from './secrets-of';

// The editor is not there; what is told in its language is told in English.
vi.mock('vscode', () => ({ l10n: { t: (words: string) => words } }));

const logged: string[] = [];
const keep = (message: string) => logged.push(message);
const log: Log = { trace: keep, debug: keep, info: keep, warn: keep, error: keep };
const bed = new Bed(log);
const migrations = new Migrations();
const isMoving = (id: string) => migrations.of(id) !== undefined;
const station = new Station({ asked: undefined, lab: bed.lab, intervalMs: () => 1000, isMoving });
const { history, timeline, examinations } = station;
const parts = {
  lab: bed.lab,
  examinations,
  stations: new Stations(() => station),
  version: '1.0.0',
} as unknown as Parts;
afterAll(() => bed.dispose());

/** What a page is sent from now on, and what is kept of it in the workspace's storage. */
function watched(id: string) {
  const feed = new PageFeed(() => ({}), { history, timeline, migrations, findings: examinations });
  const messages: string[] = [];
  const kept = new Map<string, unknown>();
  const memento = {
    get: (key: string) => kept.get(key),
    keys: () => [...kept.keys()],
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
  const storage = new TimelineStorage(memento as never, timeline, bed.lab.store, log);
  const tell = () => {
    const { engine, listed } = bed.lab.store;
    const seen = { topology: bed.lab.store.get(id), listed, engine, now: Date.now() };
    messages.push(...feed.next(seen).map((message) => JSON.stringify(message)));
  };
  bed.lab.attention('page', id);
  tell();
  const ends = [bed.lab.store.subscribe(tell), migrations.onChange(tell), timeline.onChange(tell)];
  return {
    messages,
    async end(): Promise<string[]> {
      await storage.flush();
      storage.dispose();
      for (const end of ends) end();
      bed.lab.attention('page', undefined);
      return [...kept.values()].map((value) => JSON.stringify(value));
    },
  };
}

/** Everything that an operation says or does to a topology in its life. */
async function live(id: string, shape: Shape, steps: ReturnType<typeof work>): Promise<void> {
  await handOver(bed.lab, id, shape === 'cluster' ? master(bed.get(id), 0).id : undefined, steps);
  const now = node(bed.get(id), (n) => observedRole(n) === 'master');
  await addNodes(bed.lab, await prepareAddition(bed.lab, id, { kind: 'replica', of: now.id }), steps);
  if (shape === 'cluster') {
    const [from, to] = [master(bed.get(id), 1), master(bed.get(id), 2)];
    await moveSlots(bed.lab, migrations, id, [moveOf(from, to, firstSlots(from, 20))], {}, steps);
  }
  // Trouble makes servers and us talk: a replica ends, and one forgets how to log in to its master.
  const [one, other] = bed.get(id).nodes.filter((n) => observedRole(n) === 'replica');
  if (one) await killNodes(bed.lab, [one.id], steps);
  if (other) {
    await bed.run(other, 'CONFIG', 'SET', 'masterauth', 'wrong-word-9');
    await bed.run(other, 'CLIENT', 'KILL', 'TYPE', 'MASTER');
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
  if (one) await startNodes(bed.lab, [one.id], steps);
}

const with32 = () => randomBytes(24).toString('base64url');

test.each<[Shape, string, Partial<Spec>, string | undefined]>([
  ['replication', 'redis:7.0', { auth: 'password' }, with32()],
  ['sentinel', 'redis:8.0', { auth: 'users', tls: true }, undefined],
  ['cluster', 'valkey/valkey:9.1', { auth: 'users', tls: true }, undefined],
])(
  'no secret of a %s topology of %s with %o is anywhere in what we emit in its life',
  async (shape, image, guards, password) => {
    const steps = work();
    const begun = logged.length;
    const spec = await bed.spec(shape, image, guards);
    const { id } = await bed.create(spec, { work: steps, ...(password !== undefined && { password }) });
    const page = watched(id);
    const running = processes();
    await live(id, shape, steps);
    const topology = (await bed.lab.askAll(id)) ?? bed.get(id);
    const secrets = await secretsOf(bed, topology);
    const { signal } = new AbortController();
    const haystack: Record<string, readonly string[]> = {
      engine: await toldByEngine(bed, id),
      processes: [...running, ...processes()],
      documents: await documents(bed, topology),
      tools: [
        await listTool.act(parts, {}, { signal, step() {} }),
        await readTool.act(parts, { topology: spec.name }, { signal, step() {} }),
      ],
      given: await givenAway(bed, topology),
      storage: await page.end(),
      page: page.messages,
      log: [...logged.slice(begun), ...steps.steps],
    };
    const found = (words: readonly string[]) => words.filter((word) => secrets.some((s) => word.includes(s)));
    const marks = [spec.name, id, String(spec.firstPort)];
    for (const [kind, words] of Object.entries(haystack)) {
      // Each kind tells of this topology, so the search was in the right place.
      const named = words.some((word) => marks.some((mark) => word.includes(mark)));
      expect(named, `${kind} says nothing of ${spec.name}`).toBe(true);
      expect(found(words).map((word) => `${kind}: ${word.slice(0, 300)}`)).toEqual([]);
    }
    await demandOwnFiles(id);
    await demandBite(id, secrets, found);
    await removeTopology(bed.lab, id, work());
  },
  180_000,
);

/** The files that hold secrets are their server's alone. */
async function demandOwnFiles(id: string): Promise<void> {
  for (const { name, container } of bed.get(id).nodes) {
    const list = 'stat -c "%U %a" /data/*.conf /data/.topology-users /data/tls/*.key 2>/dev/null; :';
    const { stdout } = await exec(await bed.engine(), container.id, ['sh', '-c', list]);
    expect(stdout, name).toMatch(/^((redis|valkey) 600\n)+$/);
  }
}

/** The search finds a secret that somebody puts where it must not be: in a container's environment, on a command line. */
async function demandBite(
  id: string,
  secrets: readonly string[],
  found: (words: readonly string[]) => readonly string[],
): Promise<void> {
  const [secret = ''] = secrets;
  expect(secret.length).toBeGreaterThanOrEqual(32);
  const engine = await bed.engine();
  const holder = bed.get(id).nodes[0]?.container;
  if (!holder) throw new Error('no node');
  const there = await exec(engine, holder.id, ['sh', '-c', 'cat /data/redis.conf /data/.topology-users; :']);
  expect(found([there.stdout])).toHaveLength(1);
  const planted = await engine.docker.createContainer({
    Image: holder.image,
    Env: [`REDIS_PASSWORD=${secret}`],
    Labels: { [LABEL.topology]: id },
  });
  const careless = spawn('sh', ['-c', 'sleep 20', secret]);
  try {
    expect(found(await toldByEngine(bed, id)).length).toBeGreaterThan(0);
    expect(found(processes()).length).toBeGreaterThan(0);
  } finally {
    careless.kill();
    await planted.remove({ force: true });
  }
}
