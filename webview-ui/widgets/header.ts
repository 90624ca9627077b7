import { capabilities } from '../../src/model/actions';
import type { TopologyAction } from '../../src/protocol';
import { actionLabel } from '../action-labels';
import { type Described, el } from '../elements';
import { number, t } from '../l10n';
import type { Scene } from '../scene';
import { serverVersions } from '../versions';
import { button, errandNote } from './buttons';

/** Name, shape, sizes, servers, engine; and what can be done to the whole. */
export function header(scene: Scene): Described {
  const { snapshot, engineName } = scene;
  const facts = [shapeWord(scene), sizes(scene), serverVersions(snapshot)].filter((fact) => fact !== '');
  return el(
    'header',
    { key: 'header' },
    el('h1', {}, snapshot.name),
    el('p', { class: 'sub' }, `${facts.join(' · ')} · ${t('engine')} `, el('code', {}, engineName)),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-label': t('Actions on {0}', snapshot.name) },
      ...actions(scene).map((action, i) => actionButton(scene, action, i === 0)),
    ),
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

function actions({ snapshot }: Scene): readonly TopologyAction[] {
  if (snapshot.state === 'making') return [];
  if (snapshot.state === 'incomplete') return ['remove', 'refresh'];
  const can = new Set(snapshot.nodes.flatMap(capabilities));
  const all: readonly (TopologyAction | false)[] = [
    can.has('startable') && 'startAll',
    can.has('reachable') && 'verify',
    can.has('reachable') && 'failover',
    can.has('stoppable') && 'stopAll',
    'refresh',
    'remove',
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
  const count = (role: string) => snapshot.nodes.filter((n) => n.intended === role).length;
  const [masters, replicas, sentinels] = [count('master'), count('replica'), count('sentinel')];
  const parts = [
    masters === 1 ? t('1 master') : t('{0} masters', number(masters)),
    replicas === 1 ? t('1 replica') : t('{0} replicas', number(replicas)),
  ];
  if (sentinels > 0) parts.push(sentinels === 1 ? t('1 sentinel') : t('{0} sentinels', number(sentinels)));
  return parts.join(', ');
}
