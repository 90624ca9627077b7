import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { type Text, text } from '../../model/text';
import { show } from '../localise';
import type { Parts } from './parts';

/**
 * The topology whose migration a command is about: the one it was chosen on, else the only one that runs in this
 * window, else the user picks.
 */
export async function chooseMigration(
  { stations, migrations }: Parts,
  args: readonly unknown[],
  which: Text,
): Promise<string> {
  const { running } = migrations;
  const [id] = args;
  const wanted = typeof id === 'string' ? running.filter((one) => one === id) : running;
  const [only, ...more] = wanted;
  if (only === undefined) throw new Failure(text('This window is not moving any slots.'));
  if (more.length === 0) return only;
  const items = wanted.map((topologyId) => ({
    label: stations.of(topologyId)?.lab.store.get(topologyId)?.name ?? topologyId,
    topologyId,
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: show(which) });
  if (!chosen) throw new Cancelled();
  return chosen.topologyId;
}
