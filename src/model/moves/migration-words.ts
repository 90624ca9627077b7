import { formatCount, formatDuration } from '../format';
import { joinTexts, type Text, text } from '../text';
import type { MigrationProgress, MigrationResult } from './migration';

/** How a migration goes, in one line. */
export function migrationLine(progress: MigrationProgress): Text {
  const { slotsDone, slotsTotal, keysPerSecond, remainingMs, state } = progress;
  const done = text('{0} of {1} slots', formatCount(slotsDone), formatCount(slotsTotal));
  return joinTexts([done, ...pace(state, keysPerSecond, remainingMs)], ', ') ?? done;
}

function pace(
  state: MigrationProgress['state'],
  keysPerSecond: number,
  remainingMs: number | undefined,
): Text[] {
  if (state === 'paused') return [text('paused')];
  if (state === 'cancelling') return [text('closing open slots')];
  const speed = text('{0} keys/s', formatCount(Math.round(keysPerSecond)));
  return remainingMs === undefined ? [speed] : [speed, text('{0} left', formatDuration(remainingMs))];
}

/** What a migration has done, in a sentence or two. */
export function migrationEnd({
  outcome,
  slotsMoved,
  keysMoved,
  tookMs,
  longestCallMs,
}: MigrationResult): Text {
  const [slots, keys, took] = [formatCount(slotsMoved), formatCount(keysMoved), formatDuration(tookMs)];
  if (outcome === 'cancelled')
    return text('Cancelled after {0} slots with {1} keys; no slot is open.', slots, keys);
  const moved =
    slotsMoved === 1
      ? text('1 slot was moved in {1}, with {0} of its keys.', keys, took)
      : text('{0} slots with {1} keys were moved in {2}.', slots, keys, took);
  if (longestCallMs === undefined) return moved;
  const blocked = text('No command kept a master busy longer than {0}.', formatDuration(longestCallMs));
  return joinTexts([moved, blocked], ' ') ?? moved;
}
