import { Failure } from '../../model/failure';
import { type Closing, planClosing } from '../../model/moves/closing-plan';
import { type Move, rangesOf } from '../../model/moves/move';
import { unfinishedSlots } from '../../model/moves/unfinished';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';

export type Forward = Extract<Closing, { kind: 'forward' }>;
export type Settle = Extract<Closing, { kind: 'settle' }>;

export interface Closings {
  readonly forward: readonly Forward[];
  readonly settle: readonly Settle[];
  readonly stuck: readonly Extract<Closing, { kind: 'stuck' }>[];
}

/** What closes every open slot of a topology, from what its nodes say now. */
export function closingsOf(topology: TopologySnapshot): Closings {
  const all = unfinishedSlots(topology).map((slot) => planClosing(topology, slot));
  return {
    forward: all.filter((c) => c.kind === 'forward'),
    settle: all.filter((c) => c.kind === 'settle'),
    stuck: all.filter((c) => c.kind === 'stuck'),
  };
}

/** @throws Failure when a slot cannot be closed by anybody now */
export function demandNoneStuck({ stuck }: Closings, topology: TopologySnapshot): void {
  const [first] = stuck;
  if (!first) return;
  throw new Failure(
    text('{0} open slots of {1} cannot be closed: {2}', stuck.length, topology.name, first.why),
    {
      next: text('Start the nodes that do not run, or promote their replicas, then try again.'),
      remedies: ['retry', 'openDashboard'],
    },
  );
}

/** Slots that are to go forward, as moves. */
export function movesOf(slots: readonly Forward[]): Move[] {
  const ways = new Map<string, { from: string; to: string; slots: number[] }>();
  for (const { from, to, slot } of slots) {
    const way = ways.get(`${from} ${to}`) ?? { from, to, slots: [] };
    way.slots.push(slot);
    ways.set(`${from} ${to}`, way);
  }
  return [...ways.values()].map((way) => ({ ...way, slots: rangesOf(way.slots) }));
}
