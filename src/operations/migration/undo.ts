import type { MigrationResult } from '../../model/moves/migration';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Work } from '../work';
import { closeOpenSlots } from './close-open-slots';
import type { CountedMove } from './count-moves';
import { giveBack } from './give-back';
import { moveKeyByKey } from './key-by-key';
import type { Migration } from './migrate';
import { DEFAULT_BUDGET_MS, flowsOf } from './move-slots';

/**
 * Gives open slots back to their owners, whoever opened them. Slots that had wholly moved stay where they are.
 * @param budgetMs the longest that one call may keep a source busy, ms
 * @throws Failure saying which slots cannot be closed and why
 */
export function undoMigration(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  work: Work,
  budgetMs = DEFAULT_BUDGET_MS,
): Promise<MigrationResult> {
  return closeOpenSlots(lab, migrations, topologyId, text('Undoing the migration'), undo(budgetMs), work);
}

/**
 * A slot none of whose keys has left is closed where it is. One with keys on both sides is finished and then moved back:
 * there is no other way that clients do not notice, because a server that is giving a slot away accepts no key of it,
 * and one that has ceased to would tell clients that the keys on the other side do not exist.
 */
const undo = (budgetMs: number) => async (migration: Migration, ways: readonly CountedMove[]) => {
  const options = { ...migration, budgetMs };
  const parted: CountedMove[] = [];
  for (const way of ways) {
    const slots = await giveBack(migration, way);
    if (slots.length > 0) parted.push({ ...way, slots });
  }
  if (parted.length === 0) return 0;
  const forth = await moveKeyByKey(flowsOf(migration, parted, true), options);
  // What counts is that they come back.
  migration.tally.slotsDone -= parted.reduce((sum, { slots }) => sum + slots.length, 0);
  const back = parted.map(({ from, to, slots }) => ({ from: to, to: from, slots }));
  return Math.max(forth, await moveKeyByKey(flowsOf(migration, back), options));
};
