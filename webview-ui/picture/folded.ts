import { observedRole, type Shard } from '../../src/model/structure';
import { number, t } from '../l10n';
import type { Scene } from '../scene';
import {
  BOX,
  type Caption,
  CHIP,
  columnsIn,
  type Drawing,
  GAP_X,
  MARGIN,
  type Place,
  STRIP_H,
} from './drawing';

const SHARD_W = 270;
const PITCH_Y = STRIP_H + 6;
/** Replicas of a shard that get a chip of their own; more are counted. */
const MOST_CHIPS = 3;
const COUNT_W = 34;

/** A large cluster: a row for each shard, with a chip for each replica and the count of those in sync. */
export function drawFoldedShards(scene: Scene, width: number): Drawing {
  const { shards } = scene.arrangement;
  const columns = columnsIn(width, SHARD_W);
  const w = (width - MARGIN - (columns - 1) * GAP_X) / columns;
  const rows = Math.ceil(shards.length / columns);
  const places: Place[] = [];
  const captions: Caption[] = [];
  shards.forEach((shard, i) => {
    // Down one column, then the next: slots grow downwards.
    const x = 1 + Math.floor(i / rows) * (w + GAP_X);
    const y = 1 + (i % rows) * PITCH_Y;
    const chips = Math.min(shard.replicas.length, MOST_CHIPS);
    const headW = w - chips * (CHIP + 4) - COUNT_W;
    if (shard.master) places.push({ node: shard.master, form: 'strip', x, y, w: headW, h: STRIP_H });
    else
      captions.push({ key: shard.key, x, y, words: t('no master answers'), box: { w: headW, h: STRIP_H } });
    shard.replicas.slice(0, MOST_CHIPS).forEach((node, c) => {
      places.push({ node, form: 'chip', x: x + headW + 4 + c * (CHIP + 4), y, w: CHIP, h: STRIP_H });
    });
    captions.push({
      key: `${shard.key} count`,
      x: x + w - COUNT_W + 6,
      y: y + 17,
      words: inSync(shard, scene),
    });
  });
  return { places, lines: [], captions, width, height: rows * PITCH_Y };
}

function inSync(shard: Shard, scene: Scene): string {
  const well = shard.replicas.filter(
    (r) => observedRole(r) === 'replica' && scene.healthOf(r).level === 'ok',
  );
  return `${number(well.length)}/${number(shard.replicas.length)}`;
}

/** One master with very many replicas: sentinels and masters first, then the replicas as strips in columns. */
export function drawFoldedLayers(scene: Scene, width: number): Drawing {
  const { shards, sentinels } = scene.arrangement;
  const columns = columnsIn(width, BOX.w);
  const w = (width - MARGIN - (columns - 1) * GAP_X) / columns;
  const layers = [
    { words: t('sentinels'), nodes: sentinels },
    { words: t('masters'), nodes: shards.flatMap((s) => (s.master ? [s.master] : [])) },
    { words: t('replicas'), nodes: shards.flatMap((s) => s.replicas) },
  ];
  const places: Place[] = [];
  const captions: Caption[] = [];
  let y = 0;
  for (const { words, nodes } of layers) {
    if (nodes.length === 0) continue;
    const well = nodes.filter((n) => scene.healthOf(n).level === 'ok').length;
    const counted = t('{0} of {1} {2} ok', number(well), number(nodes.length), words);
    captions.push({ key: words, x: 1, y: y + 14, words: counted });
    y += 22;
    nodes.forEach((node, i) => {
      const x = 1 + (i % columns) * (w + GAP_X);
      places.push({ node, form: 'strip', x, y: y + Math.floor(i / columns) * PITCH_Y, w, h: STRIP_H });
    });
    y += Math.ceil(nodes.length / columns) * PITCH_Y + 8;
  }
  return { places, lines: [], captions, width, height: y };
}
