import type { Examinations } from '../../topology/examination';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Decide } from './conflict';

/** What repairs work with. */
export interface Means {
  readonly lab: Lab;
  readonly migrations: Migrations;
  readonly examinations: Examinations;
  /** Asks the user where only the user knows. */
  readonly decide: Decide;
}
