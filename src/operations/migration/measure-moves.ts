import { Failure } from '../../model/failure';
import { chooseMethod } from '../../model/moves/method';
import type { MoveMeasure, MoveMethod } from '../../model/moves/migration';
import type { Move } from '../../model/moves/move';
import { countSlots } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { countMoves, keysIn } from './count-moves';

/** What moving costs, ms, as measured on a small machine (test/bench/reshard.ts); a rough guide elsewhere. */
const COST: Readonly<Record<MoveMethod, { start: number; slot: number; key: number; megabyte: number }>> = {
  keyByKey: { start: 100, slot: 0.15, key: 0.011, megabyte: 10 },
  atomic: { start: 250, slot: 0.01, key: 0.002, megabyte: 5 },
};

/**
 * What moving slots means: keys counted by their owners, memory by the keys' share of their owner's, and which method
 * would be chosen.
 * @throws Failure when an owner does not answer
 */
export async function measureMoves(
  lab: Lab,
  topologyId: string,
  moves: readonly Move[],
): Promise<MoveMeasure> {
  await lab.connect();
  const topology = lab.store.get(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const nodeOf = (id: string) => topology.nodes.find((n) => n.id === id);
  const counted = await countMoves(moves, async (id) => ({
    name: nodeOf(id)?.name ?? id,
    control: await lab.connectionTo(id),
  }));
  const bytes = counted.reduce((sum, move) => {
    const answer = nodeOf(move.from)?.answer;
    if (answer?.kind !== 'data' || answer.server.keys === 0) return sum;
    return sum + (answer.server.usedMemory * keysIn([move])) / answer.server.keys;
  }, 0);
  const keys = keysIn(counted);
  const slots = moves.reduce((sum, m) => sum + countSlots(m.slots), 0);
  const { method, why } = chooseMethod(topology, moves);
  const cost = COST[method];
  const estimateMs = cost.start + cost.slot * slots + cost.key * keys + (cost.megabyte * bytes) / 2 ** 20;
  return { keys, bytes: Math.round(bytes), estimateMs: Math.round(estimateMs), method, why };
}
