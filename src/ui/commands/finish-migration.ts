import { text } from '../../model/text';
import { finishMigration } from '../../operations/migration/finish';
import { t } from '../localise';
import { settings } from '../settings';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { runMigration } from './run-migration';

/** Brings every open slot to where it was going. */
export const finishMigrationCommand: Command = async (parts, args) => {
  const which = text('Whose unfinished migration is to be finished?');
  const topology = await chooseTopology(parts.lab, args, which, 'unfinished');
  await runMigration(parts, topology, t('Finishing the migration in {0}', topology.name), (work) =>
    finishMigration(parts.lab, parts.migrations, topology.id, work, settings.blockBudgetMs()),
  );
};
