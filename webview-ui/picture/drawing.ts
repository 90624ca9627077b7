import type { Level, NodeSnapshot } from '../../src/model/snapshot';
import type { Scene } from '../scene';

/** Where a node stands. `box`: two lines; `strip`: one line; `chip`: its mark alone. */
export interface Place {
  readonly node: NodeSnapshot;
  readonly form: 'box' | 'strip' | 'chip';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A link, with what is said beside it. */
export interface Line {
  readonly key: string;
  readonly path: string;
  readonly level: Level | 'plain';
  readonly label?: { readonly x: number; readonly y: number; readonly words: string };
}

/** Where something should be and is not, or words of the picture itself. */
export interface Caption {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly box?: { readonly w: number; readonly h: number };
}

export interface Drawing {
  readonly places: readonly Place[];
  readonly lines: readonly Line[];
  readonly captions: readonly Caption[];
  readonly width: number;
  readonly height: number;
}

export const BOX = { w: 180, h: 46 } as const;
export const STRIP_H = 26;
export const CHIP = 26;
/** Room between layers, for a line and its label. */
export const GAP_Y = 34;
export const GAP_X = 20;
/** Room at the left for lines that pass a row. */
export const MARGIN = 10;

/** How many boxes of a width stand side by side. */
export const columnsIn = (width: number, w: number): number =>
  Math.max(1, Math.floor((width - MARGIN + GAP_X) / (w + GAP_X)));

/** More than this is drawn folded. */
export function isLarge({ arrangement, snapshot }: Scene): boolean {
  return snapshot.shape === 'cluster' ? arrangement.shards.length > 12 : snapshot.nodes.length > 30;
}
