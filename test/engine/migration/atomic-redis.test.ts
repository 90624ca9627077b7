import { afterEach, expect, test } from 'vitest';
import { render } from '../../../src/model/text';
import { moveAtomically } from '../../../src/operations/migration/atomic';
import type { CountedMove } from '../../../src/operations/migration/count-moves';
import type { Migration } from '../../../src/operations/migration/migrate';
import { type Site, siteAt } from '../../../src/operations/migration/site';
import { Tally } from '../../../src/operations/migration/tally';
import { Migrations, type Throttle } from '../../../src/topology/migrations';
import { FakeRedis } from './fake-redis';

/** How a task goes on: a state for each time it is looked at, the last one for good. */
type Course = readonly (readonly [state: string, lastError?: string])[];

const made: { close(): void }[] = [];
afterEach(() => {
  for (const one of made.splice(0)) one.close();
});

/** Answers CLUSTER MIGRATION as redis.io/commands/cluster-migration has it. No Redis 8.4 is to be had here. */
class Importer {
  readonly server: FakeRedis;
  cancelled = false;
  #looks = 0;

  constructor(course: Course, refusal?: string) {
    this.server = new FakeRedis(([, , verb = '', ...rest]) => {
      if (verb === 'IMPORT') return refusal ? { error: refusal } : 'f00d';
      if (verb === 'CANCEL') {
        this.cancelled = true;
        return 1;
      }
      if (verb !== 'STATUS' || rest.join(' ') !== 'ID f00d') return { error: 'ERR syntax error' };
      const [state, lastError = ''] = this.cancelled
        ? ['canceled']
        : (course[Math.min(this.#looks++, course.length - 1)] ?? ['none']);
      return [
        [
          'id',
          'f00d',
          'slots',
          '0-2 7-7',
          'source',
          'aa',
          'dest',
          'bb',
          'operation',
          'import',
          'state',
          state,
        ]
          .concat(['last_error', lastError, 'retries', '0', 'create_time', '1', 'start_time', '1'])
          .concat(['end_time', '0', 'write_pause_ms', '0']),
      ];
    });
    made.push(this.server);
  }
}

const MOVE: CountedMove = {
  from: 'a',
  to: 'b',
  slots: [0, 1, 2, 7].map((slot) => ({ slot, keys: 10 })),
};

async function run(importer: Importer, during?: (migrations: Migrations) => void) {
  const port = await importer.server.listen();
  const site = (id: string): Site => {
    const at = siteAt(
      { id, name: id, clusterId: id, address: '127.0.0.1', port },
      { key: id, name: id, published: { host: '127.0.0.1', port } },
      false,
    );
    made.push(at.control);
    return at;
  };
  const sites = new Map(['a', 'b'].map((id) => [id, site(id)]));
  const tally = new Tally('atomic', 4, 40, Date.now);
  const migrations = new Migrations();
  const left = await migrations.run('t', new AbortController().signal, async (throttle: Throttle, tell) => {
    tell(tally.progress(throttle));
    setTimeout(() => during?.(migrations), 60);
    const of = (id: string) => sites.get(id);
    return moveAtomically(
      { topology: { nodes: [] }, sites: { of }, tally, throttle } as unknown as Migration,
      [MOVE],
    );
  });
  return { left, tally, result: tally.result('done', undefined) };
}

test('a task is followed to its end', async () => {
  const importer = new Importer([['connecting'], ['snapshotting'], ['streaming'], ['completed']]);
  const { left, tally } = await run(importer);
  expect(importer.server.commands[0]).toEqual(['CLUSTER', 'MIGRATION', 'IMPORT', '0', '2', '7', '7']);
  expect(left).toEqual([]);
  expect(tally).toMatchObject({ slotsDone: 4, keysDone: 40, openSlots: 0 });
});

test('cancelling asks the target, and the slots stay where they are', async () => {
  const importer = new Importer([['streaming']]);
  const { left, tally } = await run(importer, (migrations) => migrations.cancel('t'));
  expect(importer.cancelled).toBe(true);
  expect(left).toEqual([]);
  expect(tally).toMatchObject({ slotsDone: 0, keysDone: 0, openSlots: 0 });
});

test('what the servers refuse or give up is left for key by key, with their words', async () => {
  const unknown = await run(new Importer([], "ERR unknown subcommand 'MIGRATION'. Try CLUSTER HELP."));
  expect(unknown.left).toEqual([MOVE]);
  expect(unknown.result.remarks.map((r) => render(r)).join()).toContain("unknown subcommand 'MIGRATION'");
  const broken = await run(new Importer([['streaming'], ['failed', 'FLUSHALL was called']]));
  expect(broken.left).toEqual([MOVE]);
  expect(broken.result.remarks.map((r) => render(r)).join()).toContain('FLUSHALL was called');
});
