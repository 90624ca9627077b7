import type { TopologySnapshot } from '../snapshot';
import { planDrain } from './drain';
import { type Holding, holdings } from './holding';
import { cannot, type MovePlan } from './move-plan';
import { planMoveSlot } from './move-slot';
import { movingObstacle } from './obstacle';
import { planRebalance } from './rebalance';
import { planReshard } from './reshard';
import type { Wish } from './wish';

/** What a wish comes to, from the snapshot alone; the same snapshot and wish always come to the same. */
export function planMoves(snapshot: TopologySnapshot, wish: Wish): MovePlan {
  const obstacle = movingObstacle(snapshot);
  return obstacle ? cannot(obstacle) : planFor(holdings(snapshot), wish);
}

function planFor(held: readonly Holding[], wish: Wish): MovePlan {
  switch (wish.kind) {
    case 'reshard':
      return planReshard(held, wish);
    case 'rebalance':
      return planRebalance(held, wish);
    case 'drain':
      return planDrain(held, wish);
    case 'moveSlot':
      return planMoveSlot(held, wish);
  }
}
