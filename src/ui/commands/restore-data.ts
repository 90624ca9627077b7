import { window } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { formatCount } from '../../model/format';
import { nameProblem } from '../../model/names';
import { type SavedData, totalKeys } from '../../model/saved-data/saved-data';
import type { TopologySnapshot } from '../../model/snapshot';
import { observedRole } from '../../model/structure';
import { text } from '../../model/text';
import { type Restored, restoreData } from '../../operations/saved-data/restore';
import { restoreAnew } from '../../operations/saved-data/restore-anew';
import type { Lab } from '../../topology/lab';
import { listSavedData } from '../../topology/saved-list';
import { show, t } from '../localise';
import { savedIdsOf } from '../saved-row-id';
import { chooseEngine } from './choose-engine';
import { chooseRestoreTarget } from './choose-restore-target';
import { chooseSavedData } from './choose-saved-data';
import type { Command, Parts } from './parts';
import { workInNotification } from './progress';

/** Puts saved data into a topology, in the place of its own, or into a new one like that it was saved from. */
export const restoreDataCommand: Command = async (parts, args) => {
  const { lab, log } = parts;
  const [on] = args;
  const given = typeof on === 'string' ? lab.store.get(on) : undefined;
  const [meant] = savedIdsOf(args);
  if (!given && meant === undefined) await chooseEngine(parts, args);
  const title = given ? t('Restore data into {0}', given.name) : t('Restore data');
  const saved = meant === undefined ? await chooseSavedData(lab, title) : await savedData(lab, meant);
  const target = given ?? (await chooseRestoreTarget(lab, saved));
  try {
    if (target === 'new') await intoNew(parts, saved);
    else await into(parts, saved, target);
  } finally {
    // What was there before is kept when it could not be put back.
    await lab.relist().catch((error: unknown) => log.warn(`list after restoring: ${reasonOf(error)}`));
  }
};

/** What a row stood for, if it is still there. */
async function savedData(lab: Lab, id: string): Promise<SavedData> {
  const { saved } = await listSavedData(await lab.connect());
  const found = saved.find((one) => one.id === id);
  if (!found) throw new Failure(text('This saved data is no longer there.'));
  return found;
}

async function into(
  { lab, log, timeline }: Parts,
  saved: SavedData,
  target: TopologySnapshot,
): Promise<void> {
  const now = (await lab.askAll(target.id)) ?? target;
  const replace = t('Replace');
  const detail = [
    t('What it has now goes: all keys ({0}) and all functions.', formatCount(keysIn(now))),
    t(
      'What it gets: "{0}" (keys: {1}), without those that have expired since they were saved.',
      saved.name,
      formatCount(totalKeys(saved)),
    ),
    '',
    t('Stop what writes to it meanwhile. If it fails or is cancelled, what it has now is put back.'),
  ].join('\n');
  const question = t('Replace the data of {0}?', target.name);
  if ((await window.showWarningMessage(question, { modal: true, detail }, replace)) !== replace)
    throw new Cancelled();
  const restored = await workInNotification(log, t('Restoring data into {0}', target.name), true, (work) =>
    restoreData(lab, saved, target.id, work),
  );
  tell({ timeline }, target.id, saved, restored);
}

async function intoNew({ lab, log, timeline, reveal }: Parts, saved: SavedData): Promise<void> {
  const taken = lab.store.topologies.map(({ name }) => name);
  const name = await window.showInputBox({
    title: t('A new topology with the data "{0}"', saved.name),
    prompt: t('Name the topology. Its containers, network and volumes are named after it.'),
    value: taken.includes(saved.topology.name) ? `${saved.topology.name}-restored` : saved.topology.name,
    validateInput: (typed) => {
      const problem = nameProblem(typed.trim(), taken);
      return problem && show(problem);
    },
  });
  if (name === undefined) throw new Cancelled();
  const { id, restored } = await workInNotification(log, t('Creating {0}', name.trim()), true, (work) =>
    restoreAnew(lab, saved, name.trim(), work),
  );
  tell({ timeline }, id, saved, restored);
  await reveal(id);
}

function tell({ timeline }: Pick<Parts, 'timeline'>, id: string, saved: SavedData, restored: Restored): void {
  const keys = formatCount(restored.keys);
  const what =
    restored.expired === 0
      ? text('Restored "{0}": {1} keys', saved.name, keys)
      : text(
          'Restored "{0}": {1} keys; {2} more had expired since they were saved',
          saved.name,
          keys,
          formatCount(restored.expired),
        );
  timeline.note(id, { severity: 'good', what, nodes: [] });
  void window.showInformationMessage(show(what));
}

const keysIn = ({ nodes }: TopologySnapshot): number =>
  nodes.reduce(
    (sum, node) =>
      node.answer.kind === 'data' && observedRole(node) === 'master' ? sum + node.answer.server.keys : sum,
    0,
  );
