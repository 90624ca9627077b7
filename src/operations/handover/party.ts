import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Member } from '../member';
import { membersOf } from '../verify';

/** A node that takes part, with its place in the plan. */
export interface Actor extends Member {
  readonly place: Place;
}

/** The nodes of a plan, ready to be talked to. @throws Failure when one is gone meanwhile */
export async function partyOf(lab: Lab, topology: TopologySnapshot): Promise<(place: Place) => Actor> {
  const members = await membersOf(lab, topology);
  const byId = new Map(topology.nodes.map((n, i) => [n.id, members[i]]));
  return (place) => {
    const member = byId.get(place.id);
    if (!member) throw new Failure(text('There is no node {0} any more.', place.name));
    return { ...member, place };
  };
}

/**
 * Opens the connections before writes are held: a connect through a tunnel takes longer than writers may wait.
 * @throws NoRoute, NoAnswer, ServerError
 */
export async function warm(actors: readonly Actor[]): Promise<void> {
  await Promise.all(actors.map((a) => a.connection.run(['PING'], 3000)));
}
