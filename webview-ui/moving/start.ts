import type { Move } from '../../src/model/moves/move';
import type { MigrationNews } from '../../src/protocol/to-page';
import type { Acts } from '../scene';
import { closeForm, type Draft } from './draft';

/** What was known of migrations when the extension said that ours has begun; undefined when none is waited for. */
let begun: { readonly before: MigrationNews['ended'] } | undefined;
let latest: MigrationNews['ended'];

/** Lets the extension begin. The form stays open until it has, or says why not. */
export function start(draft: Draft, moves: readonly Move[], { ask, redraw }: Acts): void {
  draft.starting = true;
  draft.refused = undefined;
  redraw();
  const { method } = draft;
  ask({ name: 'moveSlots', moves, ...(method && { method }) }).then((result) => {
    draft.starting = false;
    if (result.ok) {
      begun = { before: latest };
      closeForm(redraw);
      return;
    }
    draft.refused = result.message;
    redraw();
  });
}

/** Whether a migration was begun of which nothing has been heard yet. */
export function isBeginning({ progress, ended }: MigrationNews): boolean {
  latest = ended;
  if (progress || (ended && ended !== begun?.before)) begun = undefined;
  return begun !== undefined;
}
