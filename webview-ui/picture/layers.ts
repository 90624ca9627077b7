import type { NodeSnapshot } from '../../src/model/snapshot';
import { nodeAt, type Shard } from '../../src/model/structure';
import { t } from '../l10n';
import type { Scene } from '../scene';
import {
  BOX,
  type Caption,
  columnsIn,
  type Drawing,
  GAP_X,
  GAP_Y,
  type Line,
  MARGIN,
  type Place,
} from './drawing';
import { link } from './words';

/** How wide a box is at most, and one that has only words to hold. */
const WIDEST = 300;
const NOBODY_W = 210;

/**
 * Sentinels above masters above replicas. Every data node keeps its own column whatever its role, so that a
 * promotion is a node that rises, and nothing else moves. (Where they do not fit side by side, rows wrap.)
 */
export function drawLayers(scene: Scene, width: number): Drawing {
  const { shards, sentinels } = scene.arrangement;
  const data = shards.flatMap(all).sort((a, b) => a.index - b.index);
  const most = Math.max(data.length, sentinels.length);
  const columns = Math.min(columnsIn(width, BOX.w), most);
  const pitch = Math.min((width - MARGIN) / columns, BOX.w + 3 * GAP_X);
  const own = data.length <= columns;
  const at = (column: number) => MARGIN + column * pitch;
  // Alone in its row, a box takes the room there is.
  const box = { w: columns === 1 ? Math.min(width - MARGIN - 2, WIDEST) : BOX.w, h: BOX.h };
  const place = (node: NodeSnapshot, column: number, y: number): Place => ({
    node,
    form: 'box',
    x: at(column),
    y,
    ...box,
  });
  const rowsOf = (nodes: readonly NodeSnapshot[], top: number) =>
    nodes.map((n, i) => place(n, i % columns, top + Math.floor(i / columns) * (BOX.h + GAP_Y)));

  const watchers = rowsOf(sentinels, 1);
  const mastersTop = sentinels.length === 0 ? 1 : bottom(watchers) + 2 * GAP_Y - 12;
  const masters = shards.flatMap((s) => (s.master ? [s.master] : []));
  const tops = masters.map((m, i) => place(m, own ? data.indexOf(m) : i % columns, mastersTop));
  const replicas = data.filter((n) => !masters.includes(n));
  const replicasTop = mastersTop + BOX.h + 2 * GAP_Y - 12;
  const beneath = own
    ? replicas.map((n) => place(n, data.indexOf(n), replicasTop))
    : rowsOf(replicas, replicasTop);
  const nobodyBox = { w: Math.min(Math.max(box.w, NOBODY_W), width - at(0)), h: BOX.h };
  const nobody: Caption[] =
    masters.length > 0
      ? []
      : [
          {
            key: 'no master',
            x: at(0),
            y: mastersTop,
            words: t('no node answers as master'),
            box: nobodyBox,
          },
        ];

  const places = [...watchers, ...tops, ...beneath];
  return {
    places,
    lines: [
      ...watchLines(scene, watchers, own ? [...tops, ...beneath] : tops, mastersTop),
      ...shards.flatMap((shard) => replicaLines(scene, shard, tops, beneath)),
    ],
    captions: nobody,
    width: Math.max(at(columns - 1) + box.w, masters.length > 0 ? 0 : at(0) + nobodyBox.w) + 2,
    height: Math.max(bottom(places), mastersTop + BOX.h) + 2,
  };
}

const all = (shard: Shard) => (shard.master ? [shard.master, ...shard.replicas] : shard.replicas);
const bottom = (places: readonly Place[]) => Math.max(0, ...places.map((p) => p.y + p.h));
const middle = (p: Place) => p.x + p.w / 2;

/**
 * From every sentinel to the node that it names as master: past the empty place above it when it is none.
 * Rows of sentinels above the last go round by the margin.
 */
function watchLines(
  scene: Scene,
  watchers: readonly Place[],
  targets: readonly Place[],
  mastersTop: number,
): Line[] {
  const lowest = bottom(watchers);
  return watchers.flatMap((w) => {
    const { answer } = w.node;
    const view = answer.kind === 'sentinel' ? answer.views[0] : undefined;
    const named = view && nodeAt(scene.snapshot, view.masterIp, view.masterPort);
    const target = targets.find((p) => p.node === named);
    if (!target) return [];
    const bus = w.y + w.h + 14;
    const last = lowest + 14;
    const round = bus < last ? `V${bus} H4 V${last}` : `V${last}`;
    const { level } = scene.healthOf(w.node);
    const beside = target.y > mastersTop ? 12 : 0;
    const path = `M${middle(w)} ${w.y + w.h} ${round} H${middle(target) - beside} V${target.y}`;
    return [{ key: `watch ${w.node.id}`, path, level: level === 'ok' ? 'plain' : level }];
  });
}

/** A trunk from the master to each row, and a drop to each replica, which carries its state and lag. */
function replicaLines(scene: Scene, shard: Shard, tops: readonly Place[], beneath: readonly Place[]): Line[] {
  const from = tops.find((p) => p.node === shard.master);
  if (!from) return [];
  const first = Math.min(...beneath.map((p) => p.y)) - GAP_Y;
  return beneath
    .filter((p) => shard.replicas.includes(p.node))
    .flatMap((p) => {
      const bus = p.y - GAP_Y + 6;
      const down = `M${middle(from)} ${from.y + from.h} V${first + 6}`;
      const trunk = bus > first + 6 ? `${down} H4 V${bus} H${middle(p)}` : `${down} H${middle(p)}`;
      const { level, words } = link(p.node, scene);
      return [
        { key: `trunk ${p.node.id}`, path: trunk, level: 'plain' as const },
        {
          key: `link ${p.node.id}`,
          path: `M${middle(p)} ${bus} V${p.y}`,
          level,
          label: { x: middle(p) + 7, y: p.y - 9, words },
        },
      ];
    });
}
