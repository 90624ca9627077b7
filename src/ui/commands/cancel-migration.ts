import { text } from '../../model/text';
import { chooseMigration } from './choose-migration';
import type { Command } from './parts';

/** Ends a migration as soon as no slot is open any more. */
export const cancelMigrationCommand: Command = async (parts, args) =>
  parts.migrations.cancel(await chooseMigration(parts, args, text('Which migration is to be cancelled?')));
