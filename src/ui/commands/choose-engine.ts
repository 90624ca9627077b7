import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { show, t } from '../localise';
import { Elsewhere } from './elsewhere';
import type { Parts } from './parts';

/**
 * Lets the user choose among several engines where something new is to be made; nothing is asked where there is one,
 * or where the command was chosen on an engine's row.
 * @throws Cancelled; Elsewhere when it is another engine than this one
 */
export async function chooseEngine({ lab, stations }: Parts, args: readonly unknown[]): Promise<void> {
  if (!stations.several || stations.of(args[0])) return;
  const items = stations.all.map((station) => {
    const { engine } = station.lab.store;
    const trouble = engine.kind === 'unavailable' ? show(engine.failure.what) : '';
    return { label: station.name || t('the current engine'), description: trouble, station };
  });
  const chosen = await window.showQuickPick(items, { placeHolder: t('On which Docker engine?') });
  if (!chosen) throw new Cancelled();
  if (chosen.station.lab !== lab) throw new Elsewhere([chosen.station.id]);
}
