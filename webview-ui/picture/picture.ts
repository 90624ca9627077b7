import { type Described, el, svg } from '../elements';
import { number, t } from '../l10n';
import { widthOf } from '../measure';
import type { Scene } from '../scene';
import { type Caption, type Drawing, isLarge, type Line } from './drawing';
import { drawFoldedLayers, drawFoldedShards } from './folded';
import { neighbour } from './keys';
import { drawLayers } from './layers';
import { nodeShape } from './node-shape';
import { drawShards } from './shards';
import { shorten } from './shorten';

const USUAL_WIDTH = 600;
const LEAST_WIDTH = 230;
/** Of words in the second line. px */
const SECOND_SIZE = 11.5;

/** The picture of the topology, and to a keyboard a list box of its nodes. */
export function picture(scene: Scene): Described {
  const width = Math.max(LEAST_WIDTH, widthOf(document.querySelector('.picture')) ?? USUAL_WIDTH);
  const drawing = draw(scene, width);
  return el(
    'section',
    { key: 'picture', 'aria-labelledby': 'picture-title' },
    el('h2', { id: 'picture-title' }, t('Topology'), isLarge(scene) ? folded(scene) : undefined),
    el(
      'div',
      { class: 'picture', after: (frame) => void widthOf(frame) },
      svg(
        'svg',
        {
          role: 'listbox',
          'aria-labelledby': 'picture-title',
          width: drawing.width,
          height: drawing.height,
          on: { keydown: (event: KeyboardEvent) => onKey(event, drawing, scene) },
        },
        svg('g', { key: 'lines', 'aria-hidden': 'true' }, ...drawing.lines.flatMap(line)),
        svg('g', { key: 'captions', 'aria-hidden': 'true' }, ...drawing.captions.flatMap(words)),
        ...drawing.places.map((place) => nodeShape(place, scene)),
      ),
    ),
  );
}

function draw(scene: Scene, width: number): Drawing {
  if (scene.snapshot.shape === 'cluster')
    return isLarge(scene) ? drawFoldedShards(scene, width) : drawShards(scene, width);
  return isLarge(scene) ? drawFoldedLayers(scene, width) : drawLayers(scene, width);
}

const folded = ({ arrangement }: Scene): Described =>
  el(
    'span',
    { class: 'aside' },
    arrangement.shards.length > 1
      ? t(
          '{0} shards, folded: each a master, its replicas and how many are in sync',
          number(arrangement.shards.length),
        )
      : t('folded'),
  );

function line({ key, path, level, label }: Line): Described[] {
  const drawn = svg('path', { key, class: `line ${level}`, d: path });
  if (!label?.words) return [drawn];
  return [
    drawn,
    svg('text', { key: `${key} label`, class: `second ${level}`, x: label.x, y: label.y }, label.words),
  ];
}

function words({ key, x, y, words, box }: Caption): Described[] {
  if (!box) return [svg('text', { key, class: 'second', x, y }, words)];
  return [
    svg('rect', { key: `${key} frame`, class: 'missing', x, y, width: box.w, height: box.h, rx: 4 }),
    svg(
      'text',
      { key, class: 'second error', x: x + 10, y: y + box.h / 2 + 4 },
      shorten(`✖ ${words}`, box.w - 16, SECOND_SIZE, true),
    ),
  ];
}

function onKey(event: KeyboardEvent, { places }: Drawing, scene: Scene): void {
  const id = (event.target as Element).getAttribute('data-node');
  const from = places.find((p) => p.node.id === id);
  const to = event.key === 'Enter' || event.key === ' ' ? from : neighbour(places, from, event.key);
  if (
    event.key in { ArrowLeft: 0, ArrowRight: 0, ArrowUp: 0, ArrowDown: 0, Enter: 0, ' ': 0, Home: 0, End: 0 }
  )
    event.preventDefault();
  if (!to) return;
  scene.act.select(to.node.id);
  const list = event.currentTarget as Element;
  list.querySelector<SVGElement>(`[data-node="${CSS.escape(to.node.id)}"]`)?.focus();
}
