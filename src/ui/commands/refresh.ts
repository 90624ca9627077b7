import type { Command } from './parts';
import { workInView } from './progress';

/** Lists and asks everything anew; where the engine was lost, looks for it first. */
export const refresh: Command = ({ lab, log }) =>
  workInView(log, () => (lab.store.engine.kind === 'ready' ? lab.refresh() : lab.reconnect()));
