import type { Lab } from '../../topology/lab';
import type { Command } from './parts';
import { workInView } from './progress';

/** Lists and asks everything anew, or one engine's if it was chosen on its row; where it was lost, looks for it first. */
export const refresh: Command = ({ lab, log, stations }, args) => {
  const chosen = stations.of(args[0]);
  const labs = chosen?.id === args[0] ? [lab] : stations.all.map((station) => station.lab);
  return workInView(log, async () => {
    await Promise.all(labs.map(again));
  });
};

const again = (lab: Lab) => (lab.store.engine.kind === 'ready' ? lab.refresh() : lab.reconnect());
