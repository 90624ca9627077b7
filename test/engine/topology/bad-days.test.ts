import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startContainer, stopContainer } from '../../../src/docker/containers';
import { writeNodeLabels } from '../../../src/docker/labels';
import { Cancelled, Failure, reasonOf } from '../../../src/model/failure';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import type { Shape } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { createTopology } from '../../../src/operations/create';
import { killNodes, pauseNodes, unpauseNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { Bed, node, work } from './bed';

const bed = new Bed();
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown) => unhandled.push(error);
beforeAll(() => {
  process.on('unhandledRejection', onUnhandled);
});
afterAll(async () => {
  await bed.dispose();
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Failure)) throw new Error(`not a Failure: ${error && reasonOf(error)}`);
  return error;
};

describe('cancelled at any step, nothing is left', () => {
  test.each<[Shape, string]>([
    ['replication', 'Creating the network'],
    ['replication', '(2 of 3)'],
    ['sentinel', '(5 of 6)'],
    ['sentinel', 'Wiring'],
    ['cluster', '(1 of 6)'],
    ['cluster', 'Wiring'],
    ['cluster', 'Proving'],
  ])('%s at “%s”', async (shape, at) => {
    const spec = await bed.spec(shape, 'redis:8.0');
    const w = work((step, cancel) => step.includes(at) && cancel());
    await expect(createTopology(bed.lab, spec, {}, w)).rejects.toBeInstanceOf(Cancelled);
    expect(await bed.leftovers(spec.name)).toEqual([]);
    expect(bed.lab.store.topologies.map((t) => t.name)).not.toContain(spec.name);
  });

  test('at random moments in time', async () => {
    for (const ms of [30, 180, 420, 700, 1100, 1500]) {
      const spec = await bed.spec('cluster', 'redis:8.0');
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), ms);
      await createTopology(bed.lab, spec, {}, { signal: controller.signal, step() {} }).catch(
        (error: unknown) => {
          if (!(error instanceof Cancelled)) throw error;
        },
      );
      clearTimeout(timer);
      expect(await bed.leftovers(spec.name), `cancelled after ${ms} ms`).toEqual([]);
    }
  });
});

describe('what cannot be made says why, and leaves nothing', () => {
  test('an image that is not Redis', async () => {
    const spec = await bed.spec('replication', 'notredis:lab');
    const failure = await failureOf(createTopology(bed.lab, spec, {}, work()));
    expect(failure.message).toContain('There is no Redis or Valkey server in the image notredis:lab');
    expect(failure.remedies).toContain('chooseImage');
    expect(await bed.leftovers(spec.name)).toEqual([]);
  });

  test('an image that does not exist or a registry that cannot be reached', async () => {
    const spec = await bed.spec('replication', 'redis:no-such-tag');
    const failure = await failureOf(createTopology(bed.lab, spec, {}, work()));
    expect(failure.message).toContain('redis:no-such-tag');
    expect(failure.why).toBeTruthy();
    expect(failure.next).toBeDefined();
    expect(await bed.leftovers(spec.name)).toEqual([]);
  });

  test('a port taken between the check and the start', async () => {
    const first = await bed.create(await bed.spec('replication', 'redis:8.0'));
    const spec = { ...(await bed.spec('replication', 'redis:8.0')), firstPort: first.nodes[0]?.port ?? 0 };
    const failure = await failureOf(createTopology(bed.lab, spec, {}, work()));
    expect(failure.message).toMatch(/port is already allocated|address already in use/);
    expect(failure.next).toBeDefined();
    expect(await bed.leftovers(spec.name)).toEqual([]);
    await removeTopology(bed.lab, first.id, work());
  });

  test('a server that refuses its configuration is named, with its own words', async () => {
    const spec = await bed.spec('replication', 'redis:8.0', { extraConfig: ['no-such-directive 1'] });
    const failure = await failureOf(createTopology(bed.lab, spec, {}, work()));
    expect(failure.message).toContain(spec.name);
    expect(failure.why).toContain('no-such-directive');
    expect(failure.why).not.toContain('Redis is starting');
    expect(await bed.leftovers(spec.name)).toEqual([]);
  });

  test('two windows make the same name at once: at most one succeeds, the other says so and removes only its own', async () => {
    const spec = await bed.spec('replication', 'redis:8.0');
    const other = new Bed();
    await other.engine();
    const results = await Promise.allSettled([
      createTopology(bed.lab, spec, {}, work()),
      createTopology(other.lab, { ...spec, firstPort: spec.firstPort + 100 }, {}, work()),
    ]);
    other.lab.dispose();
    const won = results.filter((r) => r.status === 'fulfilled');
    expect(won.length).toBeLessThanOrEqual(1);
    for (const r of results) if (r.status === 'rejected') expect(r.reason).toBeInstanceOf(Failure);
    for (const r of won) {
      await bed.lab.refresh();
      expect(bed.get(r.value.id).nodes.length).toBe(3);
      await removeTopology(bed.lab, r.value.id, work());
    }
    expect(await bed.leftovers(spec.name)).toEqual([]);
  });
});

describe('a node in trouble is shown within 3 s and blocks nothing', () => {
  test('all killed at once, which the engine tells long before it lists it', async () => {
    const t = await bed.create(await bed.spec('cluster', 'redis:8.0'));
    const engine = await bed.engine();
    const dead = new Set<string>();
    let forget = () => {};
    const allTold = new Promise<void>((resolve) => {
      forget = bed.lab.onEvent(({ action, topology, containerId }) => {
        if (action === 'die' && topology === t.id) dead.add(containerId);
        if (dead.size === t.nodes.length) resolve();
      });
    });
    const killed = Promise.all(t.nodes.map((n) => engine.docker.getContainer(n.container.id).kill()));
    await allTold;
    forget();
    const areDead = (s: TopologySnapshot) => s.nodes.every((n) => n.container.state === 'exited');
    await bed.see(t.id, 'killed', 300, areDead);
    await killed;
    // The engine's own words for it have come by now: the list was read again until it said so.
    await bed.see(t.id, 'listed', 3000, (s) => s.nodes.every((n) => / ago$/.test(n.container.status)));
    await removeTopology(bed.lab, t.id, work());
  });

  test('paused, silent (SIGSTOP), refused, killed, removed behind our back, garbage labels', async () => {
    const t = await bed.create(await bed.spec('replication', 'redis:8.0'));
    const engine = await bed.engine();
    const [master, one, two] = t.nodes;
    if (!master || !one || !two) throw new Error('three nodes');
    await pauseNodes(bed.lab, [one.id], work());
    await bed.see(t.id, 'paused', 3000, (s) => node(s, (n) => n.id === one.id).container.state === 'paused');
    await unpauseNodes(bed.lab, [one.id], work());
    await bed.see(t.id, 'answers again', 3000, (s) => node(s, (n) => n.id === one.id).answer.kind === 'data');

    await engine.docker.getContainer(one.container.id).kill({ signal: 'SIGSTOP' });
    const silent = await bed.see(t.id, 'silent', 3000, (s) => {
      const { answer } = node(s, (n) => n.id === one.id);
      return answer.kind === 'unreachable' ? answer : undefined;
    });
    expect(silent.cause).toMatch(/no answer within|no connection/);
    const before = node(bed.get(t.id), (n) => n.id === master.id).answer;
    await bed.see(t.id, 'the others answer on', 3000, (s) => {
      const { answer } = node(s, (n) => n.id === master.id);
      return answer.kind === 'data' && before.kind === 'data' && answer.at > before.at;
    });
    await engine.docker.getContainer(one.container.id).kill({ signal: 'SIGCONT' });
    await bed.see(t.id, 'answers again', 5000, (s) => node(s, (n) => n.id === one.id).answer.kind === 'data');

    await killNodes(bed.lab, [two.id], work());
    await bed.see(t.id, 'killed', 3000, (s) => node(s, (n) => n.id === two.id).container.state === 'exited');
    await engine.docker.getContainer(two.container.id).remove({ force: true });
    await bed.see(t.id, 'removed', 3000, (s) => s.nodes.length === 2);

    const garbage = await engine.docker.createContainer({
      Image: 'redis:8.0',
      Labels: {
        ...writeNodeLabels({
          topology: t.id,
          name: 'x',
          shape: 'cluster',
          node: 'x',
          role: 'master',
          index: 0,
          shard: 0,
          port: 1,
          nodes: 1,
          spec: undefined,
        }),
        'redis-topology-lab.index': 'DROP TABLE',
        'redis-topology-lab.spec': '{"a":',
      },
    });
    await bed.lab.refresh();
    expect(bed.get(t.id).nodes.length).toBe(2);
    await garbage.remove({ force: true });
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });

  test('a wrong password shows as such; the right one, read back from the container, works', async () => {
    const t = await bed.create(await bed.spec('replication', 'redis:8.0', { auth: 'password' }), {
      password: 'right',
    });
    const other = new Bed();
    await other.engine();
    await other.lab.refresh();
    expect(other.get(t.id).nodes.map((n) => n.answer.kind)).toEqual(['data', 'data', 'data']);
    const [master] = t.nodes;
    if (!master) throw new Error('a master');
    await other.run(master, 'CONFIG', 'SET', 'requirepass', 'changed');
    await stopContainer(await bed.engine(), master.container.id);
    await startContainer(await bed.engine(), master.container.id);
    await other.run(
      node(other.get(t.id), (n) => n.index === 1),
      'CONFIG',
      'SET',
      'requirepass',
      'changed',
    );
    await other
      .run(
        node(other.get(t.id), (n) => n.index === 1),
        'CLIENT',
        'KILL',
        'TYPE',
        'normal',
        'SKIPME',
        'no',
      )
      .catch((error: unknown) => expect(reasonOf(error)).toBeTruthy());
    const seen = await other.see(t.id, 'refused for its password', 4000, (s) => {
      const { answer } = node(s, (n) => n.index === 1);
      return answer.kind === 'unreachable' && answer.reason === 'auth' ? answer : undefined;
    });
    expect(seen.cause).toContain('WRONGPASS');
    other.lab.dispose();
    await removeTopology(bed.lab, t.id, work());
  });
});

test('a creation that nobody finished is shown as incomplete, and can be removed', async () => {
  const t = await bed.create(await bed.spec('replication', 'redis:8.0'));
  const engine = await bed.engine();
  const [first] = t.nodes;
  if (!first) throw new Error('a node');
  await engine.docker.getContainer(first.container.id).remove({ force: true });
  const late = new Bed();
  const later = new (Object.getPrototypeOf(late.lab).constructor)({
    endpoint: async () => (await bed.engine()).endpoint,
    log: bed.lab.log,
    now: () => Date.now() + 10 * 60_000,
  }) as typeof late.lab;
  await later.refresh();
  const seen = later.store.get(t.id);
  expect(seen?.state).toBe('incomplete');
  await removeTopology(later, t.id, work());
  expect(await bed.leftovers(t.id)).toEqual([]);
  later.dispose();
  late.lab.dispose();
});

test('the steps of a creation name nodes and numbers', async () => {
  const spec = await bed.spec('replication', 'redis:8.0');
  const w = work();
  const t = await bed.create(spec, { work: w });
  expect(w.steps[0]).toBe(`Creating the network ${spec.name}`);
  expect(w.steps.filter((s) => s.startsWith('Starting')).length).toBe(3);
  expect(w.steps.at(-1)).toBe('Proving that it is ready');
  expect(render({ key: '{0}', args: ['x'] })).toBe('x');
  await removeTopology(bed.lab, t.id, work());
});
