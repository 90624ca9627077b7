import type { Text } from '../../model/text';
import type { MoveForm } from '../../protocol/to-page';
import { chooseTopology } from './choose-topology';
import { listed } from './listed';
import type { Command } from './parts';

/**
 * A command that opens a form in the dashboard: that is where a plan is seen before anything moves. Chosen on a
 * master, the form begins with it.
 * @param which the question when nothing was chosen
 */
export function moveForm(form: MoveForm, which: Text): Command {
  return async (parts, args) => {
    await listed(parts.lab);
    const [id] = args;
    const found = typeof id === 'string' ? parts.lab.store.findNode(id) : undefined;
    const topology = found?.topology ?? (await chooseTopology(parts.lab, args, which, 'movable'));
    parts.openDashboard(topology.id, { form, ...(found && { node: found.node.id }) });
  };
}
