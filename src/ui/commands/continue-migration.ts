import { text } from '../../model/text';
import { chooseMigration } from './choose-migration';
import type { Command } from './parts';

/** Lets a paused migration go on. */
export const continueMigrationCommand: Command = async (parts, args) =>
  parts.migrations.continue(await chooseMigration(parts, args, text('Which migration is to go on?')));
