import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import type { MigrationResult, MoveMethod } from '../../model/moves/migration';
import { configSignature } from '../../model/parse/cluster-nodes';
import type { Login } from '../../model/secrets';
import type { TopologySnapshot } from '../../model/snapshot';
import { joinTexts, text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations, Throttle } from '../../topology/migrations';
import type { Work } from '../work';
import { Sites } from './site';
import { Tally } from './tally';

/** How often it is told how it goes. ms */
const TELL_MS = 250;
/** A new owner is known everywhere within a few pings. ms */
const AGREE_MS = 10_000;

/** What a migration is run with. */
export interface Migration {
  readonly topology: TopologySnapshot;
  readonly sites: Sites;
  readonly tally: Tally;
  readonly throttle: Throttle;
  readonly login: Login | undefined;
}

export interface Size {
  readonly method: MoveMethod;
  readonly slots: number;
  readonly keys: number;
}

/**
 * Runs a migration of a topology: one at a time, told four times a second, with connections of its own that are closed
 * at its end. Done when every node that answers knows the new owners.
 * @param act moves; answers the longest that it kept a source busy, ms, where we did the moving
 * @throws Failure, which says how many slots are left open
 */
export function migrate(
  lab: Lab,
  migrations: Migrations,
  topology: TopologySnapshot,
  size: Size,
  work: Work,
  act: (migration: Migration) => Promise<number | undefined>,
): Promise<MigrationResult> {
  return migrations.run(topology.id, work.signal, async (throttle, tell) => {
    const tally = new Tally(size.method, size.slots, size.keys, lab.now);
    const sites = new Sites(lab, topology);
    const telling = setInterval(() => tell(tally.progress(throttle)), TELL_MS);
    tell(tally.progress(throttle));
    try {
      const [login] = await Promise.all([lab.credentials.loginOf(topology.id, 'admin'), sites.survey()]);
      const longestMs = await act({ topology, sites, tally, throttle, login });
      await agreement(lab, topology.id, tally);
      const outcome = throttle.signal.aborted && tally.slotsDone < size.slots ? 'cancelled' : 'done';
      return tally.result(outcome, longestMs);
    } catch (error) {
      throw unfinished(error, tally.openSlots);
    } finally {
      clearInterval(telling);
      tell(tally.progress(throttle));
      sites.close();
      await lab.askAll(topology.id);
    }
  });
}

/** The same failure, saying that slots are open where they are. */
function unfinished(error: unknown, open: number): unknown {
  if (open === 0) return error;
  const failure = error instanceof Failure ? error : undefined;
  const left = text('{0} slots are left open: finish or undo the migration.', open);
  return new Failure(failure?.what ?? text('The slots could not be moved'), {
    why: failure ? failure.why : reasonOf(error),
    next: failure?.next ? joinTexts([failure.next, left], ' ') : left,
    remedies: failure?.remedies ?? ['showLog'],
    cause: error,
  });
}

/** Waits until all nodes that answer say the same; who does not is remarked on, for the slots have moved. */
async function agreement(lab: Lab, topologyId: string, tally: Tally): Promise<void> {
  const end = performance.now() + AGREE_MS;
  for (;;) {
    const nodes = (await lab.askAll(topologyId))?.nodes ?? [];
    const views = nodes.flatMap(({ name, answer }) =>
      answer.kind === 'data' && answer.cluster ? [{ name, signature: configSignature(answer.cluster) }] : [],
    );
    if (new Set(views.map((v) => v.signature)).size <= 1) return;
    if (performance.now() > end) {
      tally.remark(text('Not all nodes agree yet who owns which slots'));
      return;
    }
    await sleep(50);
  }
}
