import { capabilities } from '../../src/model/actions';
import { foundCapabilities } from '../../src/model/found-actions';
import { sizesOf } from '../../src/model/size/sizes';
import type { TopologyAction } from '../../src/protocol/to-host';
import type { MoveForm } from '../../src/protocol/to-page';
import { actionLabel } from '../action-labels';
import { type Described, el } from '../elements';
import { number, t } from '../l10n';
import { canMoveSlots } from '../moving/can-move';
import { openForm } from '../moving/draft';
import type { Scene } from '../scene';
import { serverVersions } from '../versions';
import { button, errandNote } from './buttons';
import { sizeMenu } from './size-menu';

/** Name, shape, sizes, servers, engine; and what can be done to the whole. */
export function header(scene: Scene): Described {
  const { snapshot, engineName } = scene;
  const speech = scene.tls ? t('TLS') : '';
  const facts = [shapeWord(scene), sizes(scene), serverVersions(snapshot), speech].filter(
    (fact) => fact !== '',
  );
  return el(
    'header',
    { key: 'header' },
    el('h1', {}, snapshot.name),
    el('p', { class: 'sub' }, `${facts.join(' · ')} · ${t('engine')} `, el('code', {}, engineName)),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-label': t('Actions on {0}', snapshot.name) },
      ...actions(scene).flatMap((action, i) => [
        actionButton(scene, action, i === 0),
        ...(action === 'failover' ? moveButtons(scene) : []),
      ]),
    ),
    sizeMenu(scene),
    errandNote(scene.errand()),
  );
}

function actionButton({ errand, act }: Scene, action: TopologyAction, primary: boolean): Described {
  return button(actionLabel(action), () => act.call({ name: 'topology', action }), {
    key: action,
    primary,
    disabled: errand()?.kind === 'running',
  });
}

/** They open a form of the page: what comes of it is seen before anything moves. */
function moveButtons({ snapshot, act }: Scene): readonly Described[] {
  if (!canMoveSlots(snapshot)) return [];
  const opener = (label: string, form: MoveForm) =>
    button(label, () => {
      openForm(form);
      act.redraw();
    });
  return [opener(t('Reshard…'), 'reshard'), opener(t('Rebalance…'), 'rebalance')];
}

function actions({ snapshot }: Scene): readonly TopologyAction[] {
  if (snapshot.state === 'making') return [];
  if (snapshot.state === 'incomplete') return ['remove', 'refresh'];
  const can = new Set(snapshot.nodes.flatMap(capabilities));
  const locked = snapshot.nodes.some((node) => foundCapabilities(node, snapshot).includes('locked'));
  const all: readonly (TopologyAction | false)[] = [
    locked && 'enterPassword',
    can.has('startable') && 'startAll',
    can.has('reachable') && 'verify',
    can.has('reachable') && 'failover',
    can.has('stoppable') && 'stopAll',
    'refresh',
    snapshot.origin === 'ours' && 'remove',
  ];
  return all.filter((action) => action !== false);
}

function shapeWord({ snapshot }: Scene): string {
  switch (snapshot.shape) {
    case 'replication':
      return t('Replication');
    case 'sentinel':
      return t('Sentinel');
    case 'cluster':
      return t('Cluster');
  }
}

function sizes({ snapshot }: Scene): string {
  const { masters, replicas, sentinels } = sizesOf(snapshot);
  const parts = [
    masters === 1 ? t('1 master') : t('{0} masters', number(masters)),
    replicas === 1 ? t('1 replica') : t('{0} replicas', number(replicas)),
  ];
  if (sentinels > 0) parts.push(sentinels === 1 ? t('1 sentinel') : t('{0} sentinels', number(sentinels)));
  return parts.join(', ');
}
