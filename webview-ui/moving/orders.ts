import type { MigrationAction } from '../../src/protocol/to-host';
import type { Acts } from '../scene';

let failure: string | undefined;

/** Why the last order for the migration was not taken. */
export const actionFailure = (): string | undefined => failure;

/** Orders something for the migration; how it goes on is told by its progress. */
export function ask(action: MigrationAction, { ask, redraw }: Acts): void {
  failure = undefined;
  ask({ name: 'migration', action }).then((result) => {
    if (!result.ok) failure = result.message;
    redraw();
  });
}
