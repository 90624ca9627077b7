import { describeNode } from '../../src/model/describe';
import { type Child, type Described, svg } from '../elements';
import { say } from '../l10n';
import { levelWord, SHAPES } from '../marks';
import type { Scene } from '../scene';
import type { Place } from './drawing';
import { measured, shorten } from './shorten';
import { caption, slotWords } from './words';

/** A node of the picture. To a keyboard it is an option of a list box; what is drawn on it is for the eye. */
export function nodeShape(place: Place, scene: Scene): Described {
  const { node, x, y, w, h, form } = place;
  const { level } = scene.healthOf(node);
  const selected = node === scene.selected;
  const words = `${node.name}: ${say(describeNode(node, scene.snapshot))}`;
  const select = () => scene.act.select(node.id);
  return svg(
    'g',
    {
      key: node.id,
      class: `node ${form} ${level}${selected ? ' selected' : ''}`,
      css: { transform: `translate(${x}px, ${y}px)` },
      on: { click: select },
    },
    svg(
      'g',
      {
        role: 'option',
        tabindex: selected ? '0' : '-1',
        'aria-selected': selected ? 'true' : 'false',
        'aria-label': `${words} (${levelWord(level)})`,
        'data-node': node.id,
      },
      svg('title', {}, words),
      svg('rect', { width: w, height: h, rx: 4 }),
    ),
    svg(
      'g',
      { class: 'drawn', 'aria-hidden': 'true' },
      svg(
        'text',
        { class: `mark ${level}`, x: form === 'chip' ? w / 2 : 15, y: h > 30 ? 19 : 17 },
        SHAPES[level],
      ),
      ...inside(place, scene),
    ),
  );
}

function inside({ node, form, w }: Place, scene: Scene): Child[] {
  if (form === 'chip') return [];
  if (form === 'box') {
    return [
      svg('text', { x: 28, y: 19 }, shorten(node.name, w - 36, 13)),
      svg('text', { class: 'second', x: 28, y: 36 }, shorten(caption(node, scene), w - 36, 11.5, true)),
    ];
  }
  const { level } = scene.healthOf(node);
  const right = level === 'ok' ? slotWords(node) : caption(node, scene);
  const forRight = right ? Math.min(measured(right, 11.5) + 1, w * 0.55) : 0;
  const room = w - 46 - forRight;
  return [
    svg('text', { x: 28, y: 17 }, shorten(node.name, room, 13)),
    svg('text', { class: 'second end', x: w - 8, y: 17 }, shorten(right, forRight, 11.5, true)),
  ];
}
