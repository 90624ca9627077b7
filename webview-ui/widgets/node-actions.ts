import { capabilities } from '../../src/model/actions';
import type { NodeSnapshot } from '../../src/model/snapshot';
import type { NodeAction } from '../../src/protocol';
import { actionLabel } from '../action-labels';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { button, errandNote } from './buttons';

/** What the node's state allows: first what looks, then what changes. */
export function nodeActions(node: NodeSnapshot, scene: Scene): Described {
  const busy = scene.errand(node.id)?.kind === 'running';
  const group = (label: string, actions: readonly NodeAction[]) =>
    actions.length > 0 &&
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-label': label, key: label },
      ...actions.map((action) =>
        button(actionLabel(action), () => scene.act.call({ name: 'node', node: node.id, action }), {
          key: action,
          primary: action === 'start' || action === 'unpause',
          disabled: busy,
        }),
      ),
    );
  return el(
    'div',
    { class: 'node-actions', key: 'actions' },
    group(t('Look at {0}', node.name), looks(node)),
    group(t('Change {0}', node.name), changes(node)),
    errandNote(scene.errand(node.id)),
  );
}

function looks(node: NodeSnapshot): NodeAction[] {
  const can = new Set(capabilities(node));
  const actions: (NodeAction | false)[] = [
    'inspect',
    can.has('logs') && 'logs',
    can.has('reachable') && 'cli',
    can.has('reachable') && 'copyAddress',
  ];
  return actions.filter((action) => action !== false);
}

function changes(node: NodeSnapshot): NodeAction[] {
  const can = new Set(capabilities(node));
  const actions: (NodeAction | false)[] = [
    can.has('startable') && 'start',
    can.has('unpausable') && 'unpause',
    can.has('stoppable') && 'stop',
    can.has('stoppable') && 'restart',
    can.has('pausable') && 'pause',
    can.has('stoppable') && 'kill',
  ];
  return actions.filter((action) => action !== false);
}
