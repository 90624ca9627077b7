import { text } from '../../model/text';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Opens a topology's panel. */
export const openDashboard: Command = async (parts, args) => {
  const which = text('Whose dashboard?');
  const topology = await chooseTopology(parts.lab, args, which, 'showable');
  parts.openDashboard(topology.id);
};
