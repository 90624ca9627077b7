import type { Shard } from '../../src/model/structure';
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

/** How far replicas stand in from their master. */
const INDENT = 18;
const STEP = BOX.h + GAP_Y - 4;

/** A cluster: shards side by side, each a master with its replicas beneath it. */
export function drawShards(scene: Scene, width: number): Drawing {
  const { shards } = scene.arrangement;
  const columns = Math.max(1, Math.min(columnsIn(width, BOX.w), shards.length));
  const pitch = Math.min((width - MARGIN) / columns, BOX.w + 3 * GAP_X);
  const places: Place[] = [];
  const lines: Line[] = [];
  const captions: Caption[] = [];
  let top = 1;
  for (let i = 0; i < shards.length; i += columns) {
    const row = shards.slice(i, i + columns);
    row.forEach((shard, column) => {
      const x = 1 + column * pitch;
      if (shard.master) places.push({ node: shard.master, form: 'box', x, y: top, ...BOX });
      else captions.push({ key: shard.key, x, y: top, words: t('no master answers'), box: BOX });
      const beneath = replicasOf(shard, x, top);
      places.push(...beneath);
      if (shard.master) lines.push(...spines(scene, beneath, x, top));
    });
    top += BOX.h + Math.max(...row.map((s) => s.replicas.length)) * STEP + GAP_Y - 6;
  }
  return { places, lines, captions, width: (columns - 1) * pitch + BOX.w + 3, height: top - GAP_Y + 8 };
}

function replicasOf(shard: Shard, x: number, top: number): Place[] {
  return shard.replicas.map((node, i) => ({
    node,
    form: 'box',
    x: x + INDENT,
    y: top + (i + 1) * STEP,
    w: BOX.w - INDENT,
    h: BOX.h,
  }));
}

/** Down the left edge and in to each replica; drawn from the last to the first, so that a fault covers its part only. */
function spines(scene: Scene, beneath: readonly Place[], x: number, top: number): Line[] {
  return beneath.map((p, i) => {
    const { level, words } = link(p.node, scene);
    const from = i === 0 ? top + BOX.h : (beneath[i - 1]?.y ?? 0) + BOX.h / 2;
    return {
      key: `link ${p.node.id}`,
      path: `M${x + INDENT / 2} ${from} V${p.y + p.h / 2} H${p.x}`,
      level,
      label: { x: p.x + 4, y: p.y - 8, words },
    };
  });
}
