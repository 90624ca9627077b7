import { Failure } from '../../model/failure';
import type { AdditionPlan, AdditionWish } from '../../model/size/addition';
import { additionObstacle } from '../../model/size/addition-obstacle';
import { planAddition } from '../../model/size/plan-addition';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { findRoom } from './room';

/** What an addition will do, with the ports and addresses that are free now. Changes nothing. @throws Failure */
export async function prepareAddition(
  lab: Lab,
  topologyId: string,
  wish: AdditionWish,
): Promise<AdditionPlan> {
  const engine = await lab.connect();
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const refuse = (why: Failure['what']) => new Failure(text('{0} cannot grow now: {1}', topology.name, why));
  const obstacle = additionObstacle(topology, wish);
  if (obstacle) throw refuse(obstacle);
  const plan = planAddition(topology, wish, await findRoom(engine, topology, wish));
  if (plan.kind === 'cannot') throw refuse(plan.why);
  return plan;
}
