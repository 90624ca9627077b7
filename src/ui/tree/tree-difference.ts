import type { Row } from './row';

/** What has to be drawn again: everything, or some rows (each with what is beneath it). */
export type Difference = 'all' | readonly string[];

/**
 * Compares two states of the tree. Rows that only look different are named themselves; where rows came, went or
 * moved, the top row above them is named, because the editor cannot have one id under two parents while it
 * fetches the new and still holds the old.
 */
export function treeDifference(before: readonly Row[], after: readonly Row[]): Difference {
  if (before.map((row) => row.id).join('\n') !== after.map((row) => row.id).join('\n')) return 'all';
  return after.flatMap((row, place) => {
    const old = before[place];
    if (!old || outline(old) !== outline(row)) return [row.id];
    return differingLooks(old, row);
  });
}

function outline(row: Row): string {
  return `${row.id}(${row.children.map(outline).join()})`;
}

function differingLooks(before: Row, after: Row): string[] {
  const beneath = after.children.flatMap((row, place) => {
    const old = before.children[place];
    return old ? differingLooks(old, row) : [row.id];
  });
  return JSON.stringify(before.look) === JSON.stringify(after.look) ? beneath : [after.id, ...beneath];
}

/**
 * Rows that had nothing beneath them and now have something to show at once, such as a replica that became a master:
 * the editor opens by itself only rows that are new to it.
 */
export function newParents(before: ReadonlyMap<string, Row>, after: Iterable<Row>): string[] {
  return [...after]
    .filter((row) => row.look.open && row.children.length > 0 && before.get(row.id)?.children.length === 0)
    .map((row) => row.id);
}
