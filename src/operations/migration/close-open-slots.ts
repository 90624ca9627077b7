import { setTimeout as sleep } from 'node:timers/promises';
import type { MigrationResult } from '../../model/moves/migration';
import type { TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Work } from '../work';
import { askedNow } from './asked';
import { type Closings, closingsOf, demandNoneStuck, movesOf } from './closings';
import { type CountedMove, countMoves, keysIn } from './count-moves';
import { type Migration, migrate } from './migrate';
import { settleSlots } from './settle-slots';

/**
 * What a mover that has just died had sent may be executed after the first look (Valkey holds a SETSLOT back until its
 * replicas have it): nothing open has to be seen twice.
 */
const QUIET_LOOKS = 2;
const BETWEEN_MS = 500;
const MOST_LOOKS = 8;

/** Closes slots that are open on both sides. @returns the longest that a source was kept busy, ms */
export type CloseWays = (migration: Migration, ways: readonly CountedMove[]) => Promise<number>;

/**
 * Closes every open slot of a topology, from what its nodes say and nothing else. What is certain is settled first.
 * @throws Failure saying which slots cannot be closed and why, after the others are
 */
export async function closeOpenSlots(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  what: Text,
  closeWays: CloseWays,
  work: Work,
): Promise<MigrationResult> {
  const topology = await askedNow(lab, topologyId);
  const closings = closingsOf(topology);
  const slots = openIn(closings);
  work.step(text('{0}: {1} open slots of {2}', what, slots, topology.name));
  const count = ({ forward }: Closings) =>
    countMoves(movesOf(forward), async (id) => ({
      name: topology.nodes.find((n) => n.id === id)?.name ?? id,
      control: await lab.connectionTo(id),
    }));
  const ways = await count(closings);
  const size = { method: 'keyByKey', slots, keys: keysIn(ways) } as const;
  return migrate(lab, migrations, topology, size, work, async (migration) => {
    let longestMs = 0;
    const close = async (found: Closings, counted: readonly CountedMove[]) => {
      await settleSlots(found.settle, migration);
      longestMs = Math.max(longestMs, await closeWays(migration, counted));
      demandNoneStuck(found, topology);
    };
    await close(closings, ways);
    let silent: string[] = [];
    for (let look = 0, quiet = 0; look < MOST_LOOKS && !migration.throttle.signal.aborted; look++) {
      const now = await askedNow(lab, topologyId);
      const found = closingsOf(now);
      silent = silentIn(now);
      if (openIn(found) > 0) {
        quiet = 0;
        await close(found, await count(found));
        continue;
      }
      if (silent.length === 0 && ++quiet === QUIET_LOOKS) break;
      await sleep(BETWEEN_MS);
    }
    for (const name of silent)
      migration.tally.remark(text('{0} does not answer: slots may be open there', name));
    return longestMs;
  });
}

const openIn = ({ forward, settle, stuck }: Closings) => forward.length + settle.length + stuck.length;

/** Nodes that should answer and do not, so that nobody knows what is open there. */
const silentIn = ({ nodes }: TopologySnapshot) =>
  nodes.filter((n) => n.answer.kind === 'unreachable' || n.answer.kind === 'pending').map((n) => n.name);
