import { openSlots } from '../../src/model/moves/open-slots';
import type { Child } from '../elements';
import type { Scene } from '../scene';
import { openDraft } from './draft';
import { endedLine } from './ended';
import { form } from './form';
import { openness } from './open-since';
import { tangled } from './open-told';
import { beginning, progressSection } from './progress';
import { isBeginning } from './start';
import { unfinishedNotice } from './unfinished';

/** All that is seen of slots being moved: the plan before, the progress meanwhile, the outcome, and what was left. */
export function moving(scene: Scene): readonly Child[] {
  const { snapshot, migration, asOf, act } = scene;
  if (snapshot.shape !== 'cluster') return [];
  const { progress, ended } = migration;
  const begins = isBeginning(migration);
  const open = openSlots(snapshot);
  const meaning = openness(snapshot.id, open, progress !== undefined || begins, asOf);
  if (progress) return [progressSection(progress, scene)];
  if (begins) return [beginning()];
  const draft = openDraft();
  return [
    ended && endedLine(ended, act.redraw),
    tangled(scene.findings) ? undefined : unfinishedNotice(open, meaning, scene),
    draft && form(draft, scene),
  ];
}
