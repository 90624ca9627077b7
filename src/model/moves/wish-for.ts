import { Failure } from '../failure';
import { nodeNamed } from '../node-named';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import type { Wish } from './wish';

/** What an assistant or another extension asks for; nodes by name or id. It may be written without types. */
export interface SpokenWish {
  readonly how: 'move' | 'drain' | 'rebalance';
  /** move: the masters that give (all others when left out); drain: the one that is emptied. */
  readonly from?: readonly string[];
  /** move: the master that takes. */
  readonly to?: string;
  /** move: how many. */
  readonly slots?: number;
}

/** rebalance: how far a master may be from its share, in percent of it. As in the dashboard's form. */
const THRESHOLD_PERCENT = 2;

/** @throws Failure saying what is missing, or which node there is not */
export function wishFor(topology: TopologySnapshot, { how, from = [], to, slots }: SpokenWish): Wish {
  const sources = from.map((name) => nodeNamed(topology, name).id);
  switch (how) {
    case 'move':
      if (to === undefined) throw missing('to');
      if (slots === undefined) throw missing('slots');
      return { kind: 'reshard', from: sources, to: nodeNamed(topology, to).id, slots: { count: slots } };
    case 'drain': {
      const [one, ...more] = sources;
      if (one === undefined || more.length > 0) throw missing('from');
      return { kind: 'drain', from: one, includeEmpty: false };
    }
    case 'rebalance':
      return { kind: 'rebalance', weights: {}, thresholdPercent: THRESHOLD_PERCENT, includeEmpty: true };
    default:
      throw missing('how');
  }
}

const missing = (field: string) => new Failure(text('“{0}” is missing', field));
