import { describeNode } from '../../src/model/describe';
import type { Level } from '../../src/model/snapshot';
import { type Child, type Described, svg } from '../elements';
import { say } from '../l10n';
import { levelWord, SHAPES } from '../marks';
import { memoEach } from '../memo';
import type { Acts, Scene } from '../scene';
import type { Place } from './drawing';
import { measured, shorten } from './shorten';
import { caption, slotWords } from './words';

/** A node of the picture. To a keyboard it is an option of a list box; what is drawn on it is for the eye. */
export function nodeShape(place: Place, scene: Scene): Described {
  const { node, x, y, w, h, form } = place;
  const { level } = scene.healthOf(node);
  const words = `${node.name}: ${say(describeNode(node, scene.snapshot))}`;
  const right = rightWords(place, level, scene);
  return shape(
    node.id,
    node.id,
    node.name,
    x,
    y,
    w,
    h,
    form,
    level,
    node === scene.selected,
    words,
    right,
    scene.act,
  );
}

/** As a rule a node looks as it did a second ago; then it is not described anew. */
const shape = memoEach(
  (
    id: string,
    name: string,
    x: number,
    y: number,
    w: number,
    h: number,
    form: Place['form'],
    level: Level,
    selected: boolean,
    words: string,
    right: string,
    act: Acts,
  ): Described =>
    svg(
      'g',
      {
        key: id,
        class: `node ${form} ${level}${selected ? ' selected' : ''}`,
        css: { transform: `translate(${x}px, ${y}px)` },
        on: { click: () => act.select(id) },
      },
      svg(
        'g',
        {
          role: 'option',
          tabindex: selected ? '0' : '-1',
          'aria-selected': selected ? 'true' : 'false',
          'aria-label': `${words} (${levelWord(level)})`,
          'data-node': id,
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
        ...inside(name, form, w, right),
      ),
    ),
);

/** What stands beneath the name, or at the end of its line. */
function rightWords({ node, form }: Place, level: Level, scene: Scene): string {
  if (form === 'chip') return '';
  return form === 'strip' && level === 'ok' ? slotWords(node) : caption(node, scene);
}

function inside(name: string, form: Place['form'], w: number, right: string): Child[] {
  if (form === 'chip') return [];
  if (form === 'box') {
    return [
      svg('text', { x: 28, y: 19 }, shorten(name, w - 36, 13)),
      svg('text', { class: 'second', x: 28, y: 36 }, shorten(right, w - 36, 11.5, true)),
    ];
  }
  const forRight = right ? Math.min(measured(right, 11.5) + 1, w * 0.55) : 0;
  const room = w - 46 - forRight;
  return [
    svg('text', { x: 28, y: 17 }, shorten(name, room, 13)),
    svg('text', { class: 'second end', x: w - 8, y: 17 }, shorten(right, forRight, 11.5, true)),
  ];
}
