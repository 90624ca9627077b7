import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../src/docker/engine-event';
import { observedRole } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import type { TimelineEntry } from '../../../src/model/timeline/entry';
import { topologyHealth } from '../../../src/model/topology-health';
import { killNodes, pauseNodes, startNodes, unpauseNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { History } from '../../../src/topology/history';
import { Timelines } from '../../../src/topology/timeline';
import { Bed, node, SERVERS, work } from '../topology/bed';

const bed = new Bed();
afterAll(() => bed.dispose());

let timelines: Timelines;
let history: History;
beforeEach(() => {
  timelines = new Timelines(bed.lab);
  history = new History(bed.lab.store, bed.lab.now);
});
afterEach(() => {
  timelines.dispose();
  history.dispose();
});

const words = (entry: TimelineEntry | undefined) => (entry?.steps ?? []).map((s) => render(s.what));
const failovers = (id: string) => timelines.latest(id, 200).filter((e) => e.kind === 'failover');

/** That the steps that match come in this order. */
function expectOrder(steps: readonly string[], patterns: readonly RegExp[]): void {
  const places = patterns.map((p) => steps.findIndex((s) => p.test(s)));
  expect(places, `${steps.join('\n')}`).not.toContain(-1);
  expect(places, `${steps.join('\n')}`).toEqual([...places].sort((a, b) => a - b));
}

async function eventually<T>(look: () => T | undefined | false, withinMs: number, what: string): Promise<T> {
  for (const end = Date.now() + withinMs; ; ) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((r) => setTimeout(r, 10));
  }
}

describe.each(SERVERS)('on %s', (image) => {
  test('sentinel: a killed master is one failover, whose steps stand in their order', async () => {
    const t = await bed.create(await bed.spec('sentinel', image, { downAfterMs: 1000 }));
    await bed.see(t.id, 'healthy', 10_000, (s) => topologyHealth(s).level === 'ok');
    const old = node(t, (n) => observedRole(n) === 'master');
    // The sentinels' connections are made when somebody looks.
    await new Promise((r) => setTimeout(r, 1000));
    await killNodes(bed.lab, [old.id], work());
    await eventually(() => words(failovers(t.id)[0]).some((w) => /complete/.test(w)), 12_000, 'complete');
    const killed = failovers(t.id);
    expect(killed.length).toBe(1);
    const entry = killed[0];
    expect(entry && render(entry.what)).toMatch(
      new RegExp(`^${old.name} → .*: a new master after [\\d.]+ s$`),
    );
    expectOrder(words(entry), [
      new RegExp(`^${old.name} was killed \\(exit code 137\\)$`),
      /^(sentinel-\d(, )?){3}: .* is down \(no answer for 1 s\)$/,
      /^agreed: /,
      /vote for sentinel-\d, epoch 1$/,
      /^sentinel-\d: leads/,
      /is chosen: 0 B behind/,
      /is master$/,
      /clients are told/,
      / follows/,
      /complete/,
    ]);
    expect(entry?.steps?.[0]?.offsetMs).toBe(0);
    const promoted = entry?.steps?.find(
      (s) => / is master$/.test(render(s.what)) && !/waiting/.test(render(s.what)),
    );
    expect(promoted?.offsetMs).toBeGreaterThan(1000);
    expect(promoted?.offsetMs).toBeLessThan(6000);

    await startNodes(bed.lab, [old.id], work());
    await bed.see(t.id, 'healthy again', 60_000, (s) => topologyHealth(s).level === 'ok');
    expect(failovers(t.id).length).toBe(1);
    const curves = history.read(t.id);
    const replica = node(bed.get(t.id), (n) => observedRole(n) === 'replica' && n.id !== old.id);
    expect(curves[replica.id]?.lagBytes?.at.length).toBeGreaterThan(5);
    await removeTopology(bed.lab, t.id, work());
  });

  test('cluster: a killed master is one failover, as the nodes tell it', async () => {
    const t = await bed.create(await bed.spec('cluster', image, { nodeTimeoutMs: 2000 }));
    await bed.see(t.id, 'healthy', 10_000, (s) => topologyHealth(s).level === 'ok');
    const old = node(t, (n) => observedRole(n) === 'master');
    await killNodes(bed.lab, [old.id], work());
    await eventually(
      () => words(failovers(t.id)[0]).some((w) => /5461 slots \(0-5460\)|slots/.test(w)),
      20_000,
      'slots moved',
    );
    const [entry, ...others] = failovers(t.id);
    expect(others).toEqual([]);
    expect(entry && render(entry.what)).toMatch(new RegExp(`^${old.name} → .*: a new master after`));
    expectOrder(words(entry), [
      new RegExp(`^${old.name} was killed`),
      new RegExp(`^agreed: ${old.name} is down`),
      /is master, epoch \d+$/,
      /→ .*: \d+ slots \(/,
    ]);
    await removeTopology(bed.lab, t.id, work());
  });
});

test('what the engine and the sentinels tell is there at once', async () => {
  const t = await bed.create(await bed.spec('sentinel', SERVERS[0], { downAfterMs: 1000 }));
  await bed.see(t.id, 'healthy', 10_000, (s) => topologyHealth(s).level === 'ok');
  await new Promise((r) => setTimeout(r, 1000));
  const late: number[] = [];
  const seen = new Map<string, number>();
  const end = timelines.onChange(() => {
    for (const e of timelines.latest(t.id, 10)) {
      const key = `${e.id} ${render(e.what)}`;
      if (seen.has(key)) continue;
      seen.set(key, Date.now());
      if (e.kind === 'engine') late.push(Date.now() - e.at);
    }
  });
  const events: EngineEvent[] = [];
  const endEvents = bed.lab.onEvent((e) => events.push(e));
  const replica = node(t, (n) => observedRole(n) === 'replica');
  const told = (what: string) => () =>
    timelines.latest(t.id, 20).filter((e) => render(e.what) === `${replica.name} ${what}`).length;
  // The bound is for a machine that is not busy with other tests: the best of a few counts, and none may be lost.
  for (let round = 1; round <= 4; round++) {
    await pauseNodes(bed.lab, [replica.id], work());
    await eventually(() => told('paused')() === round, 3000, 'paused');
    await unpauseNodes(bed.lab, [replica.id], work());
    await eventually(() => told('goes on')() === round, 3000, 'goes on');
  }
  expect(Math.min(...late)).toBeLessThan(300);
  expect(events.length).toBeGreaterThan(1);
  // A sentinel publishes a word that nobody has words for: from there to the timeline.
  const sentinel = node(t, (n) => n.intended === 'sentinel');
  await bed.run(sentinel, 'SENTINEL', 'SET', t.name, 'down-after-milliseconds', '1500');
  const began = Date.now();
  await bed.run(sentinel, 'SENTINEL', 'RESET', t.name);
  await eventually(
    () => timelines.latest(t.id, 30).some((e) => /forgets what it knew/.test(render(e.what))),
    3000,
    'reset is told',
  );
  // Said twice it would be told once, so there is no best of several here: room for a busy machine instead.
  expect(Date.now() - began).toBeLessThan(1000);
  end();
  endEvents();

  // Nobody looks: nobody listens either.
  const listening = async () =>
    String(await bed.run(sentinel, 'CLIENT', 'LIST')).match(/ psub=2 /g)?.length ?? 0;
  expect(await listening()).toBe(1);
  bed.lab.attention('test', undefined);
  await new Promise((r) => setTimeout(r, 300));
  expect(await listening()).toBe(0);
  await removeTopology(bed.lab, t.id, work());
});
