import { text } from '../../model/text';
import { chooseMigration } from './choose-migration';
import type { Command } from './parts';

/** Holds a migration: keys in flight arrive, nothing more begins. */
export const pauseMigrationCommand: Command = async (parts, args) =>
  parts.migrations.pause(await chooseMigration(parts, args, text('Which migration is to pause?')));
