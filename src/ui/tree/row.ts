import type { Level } from '../../model/snapshot';

/** How a row looks: plain data, so that two can be compared. */
export interface Look {
  readonly label: string;
  readonly description: string | undefined;
  /** Undefined: a group, which has no health of its own. */
  readonly level: Level | undefined;
  /** Markdown; everything that came from a server or an engine is escaped in it. */
  readonly tooltip: string | undefined;
  /** What it is and what can be done to it, as words that the manifest's when-clauses look for. */
  readonly context: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** Whether the rows beneath are shown at first. */
  readonly open: boolean;
  /** The icon of a group, which has no health of its own; an eye unless said otherwise. */
  readonly icon?: string;
  /** Drawn as something that has rows beneath it even while there are none. */
  readonly container?: true;
}

/**
 * A row and those beneath it. Its id holds no state, so selection and expansion survive every change, and it is
 * what commands get: the topology's id or the node's id where the row is one.
 */
export interface Row {
  readonly id: string;
  readonly look: Look;
  readonly children: readonly Row[];
}
