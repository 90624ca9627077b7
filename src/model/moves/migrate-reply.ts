/**
 * What a source said to MIGRATE.
 * `busy`: the target has a key of that name. `passing`: the ways or a server were not in order; keys may be on both.
 */
export type MigrateOutcome = 'done' | 'busy' | 'passing' | 'refused';

/** What a server says while it cannot take keys but soon may. */
const PASSING = /\b(IOERR|LOADING|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|NOREPLICAS|BUSY)\b/;

/** Reads an error of MIGRATE, such as "ERR Target instance replied with error: BUSYKEY Target key name already exists." */
export function migrateOutcome(error: string | undefined): MigrateOutcome {
  if (error === undefined) return 'done';
  if (/\bBUSYKEY\b/.test(error)) return 'busy';
  return PASSING.test(error) ? 'passing' : 'refused';
}
