import { text } from '../../model/text';
import { undoMigration } from '../../operations/migration/undo';
import { t } from '../localise';
import { settings } from '../settings';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { runMigration } from './run-migration';

/** Brings every open slot back to where it came from. */
export const undoMigrationCommand: Command = async (parts, args) => {
  const which = text('Whose unfinished migration is to be undone?');
  const topology = await chooseTopology(parts.lab, args, which, 'unfinished');
  await runMigration(parts, topology, t('Undoing the migration in {0}', topology.name), (work) =>
    undoMigration(parts.lab, parts.migrations, topology.id, work, settings.blockBudgetMs()),
  );
};
