import type { MigrationResult } from '../../model/moves/migration';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Work } from '../work';
import { closeOpenSlots } from './close-open-slots';
import { moveKeyByKey } from './key-by-key';
import { DEFAULT_BUDGET_MS, flowsOf } from './move-slots';

/**
 * Finishes what a migration left open, whoever ran it: open slots go on to their targets. Slots that were not begun stay
 * where they are, for nobody remembers that they were to be moved.
 * @param budgetMs the longest that one call may keep a source busy, ms
 * @throws Failure saying which slots cannot be closed and why
 */
export function finishMigration(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  work: Work,
  budgetMs = DEFAULT_BUDGET_MS,
): Promise<MigrationResult> {
  return closeOpenSlots(
    lab,
    migrations,
    topologyId,
    text('Finishing the migration'),
    (migration, ways) => moveKeyByKey(flowsOf(migration, ways, true), { ...migration, budgetMs }),
    work,
  );
}
