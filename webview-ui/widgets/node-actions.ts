import { capabilities } from '../../src/model/actions';
import { foundCapabilities } from '../../src/model/found-actions';
import { growthOf } from '../../src/model/size/growth';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { observedRole, ownSlots } from '../../src/model/structure';
import type { NodeAction } from '../../src/protocol/to-host';
import { actionLabel } from '../action-labels';
import { type Child, type Described, el } from '../elements';
import { t } from '../l10n';
import { canMoveSlots } from '../moving/can-move';
import { openForm } from '../moving/draft';
import type { Scene } from '../scene';
import { button, errandNote } from './buttons';

/** What most wants to be done where it can be. */
const PRIMARY: ReadonlySet<NodeAction> = new Set(['start', 'unpause', 'enterPassword']);

/** What the node's state allows: first what looks, then what changes. */
export function nodeActions(node: NodeSnapshot, scene: Scene): Described {
  const busy = scene.errand(node.id)?.kind === 'running';
  const group = (label: string, actions: readonly NodeAction[], more?: Child) =>
    actions.length > 0 &&
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-label': label, key: label },
      ...actions.map((action) =>
        button(actionLabel(action), () => scene.act.call({ name: 'node', node: node.id, action }), {
          key: action,
          primary: PRIMARY.has(action),
          disabled: busy,
        }),
      ),
      more,
    );
  return el(
    'div',
    { class: 'node-actions', key: 'actions' },
    group(t('Look at {0}', node.name), looks(node)),
    group(t('Change {0}', node.name), changes(node, scene), drainButton(node, scene)),
    errandNote(scene.errand(node.id)),
  );
}

/** For a master that has slots to give. */
function drainButton(node: NodeSnapshot, { snapshot, act }: Scene): Child {
  if (!canMoveSlots(snapshot) || observedRole(node) !== 'master' || ownSlots(node).length === 0)
    return undefined;
  const open = () => {
    openForm('drain', node.id);
    act.redraw();
  };
  return button(t('Drain…'), open, { key: 'drain' });
}

function looks(node: NodeSnapshot): NodeAction[] {
  const can = new Set(capabilities(node));
  const actions: (NodeAction | false)[] = [
    node.container.state !== 'absent' && 'inspect',
    can.has('logs') && 'logs',
    can.has('reachable') && 'cli',
    can.has('reachable') && 'copyAddress',
  ];
  return actions.filter((action) => action !== false);
}

function changes(node: NodeSnapshot, { snapshot }: Scene): NodeAction[] {
  const can = new Set(capabilities(node));
  const sizeable = growthOf(snapshot).length > 0;
  const actions: (NodeAction | false)[] = [
    foundCapabilities(node, snapshot).includes('locked') && 'enterPassword',
    can.has('startable') && 'start',
    can.has('unpausable') && 'unpause',
    can.has('stoppable') && 'stop',
    can.has('stoppable') && 'restart',
    can.has('pausable') && 'pause',
    can.has('stoppable') && 'kill',
    sizeable && observedRole(node) === 'master' && 'addReplica',
    sizeable && 'removeNode',
  ];
  return actions.filter((action) => action !== false);
}
