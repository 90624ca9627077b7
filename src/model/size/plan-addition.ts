import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import type { AdditionPlan, AdditionWish, NoAddition, Room } from './addition';
import { additionObstacle } from './addition-obstacle';
import { additionSteps } from './addition-steps';
import { newPlaces } from './new-places';
import { quorumRemarks } from './quorum';
import { specAfter } from './spec-after';

/** What a wish comes to, from the snapshot and the room that the engine has. Pure. */
export function planAddition(
  snapshot: TopologySnapshot,
  wish: AdditionWish,
  room: Room,
): AdditionPlan | NoAddition {
  const why = additionObstacle(snapshot, wish);
  if (why) return { kind: 'cannot', why };
  const places = newPlaces(snapshot, wish, room);
  const spec = snapshot.spec && specAfter(snapshot.spec, wish, room.ports[0] ?? 0);
  const network = snapshot.nodes.find((n) => n.container.networkName)?.container.networkName;
  if (!spec || network === undefined)
    return { kind: 'cannot', why: text('{0} is not complete', snapshot.name) };
  return {
    kind: 'add',
    wish,
    topologyId: snapshot.id,
    spec,
    network,
    places,
    steps: additionSteps(snapshot, wish, places),
    remarks: remarks(snapshot, wish),
  };
}

function remarks(snapshot: TopologySnapshot, wish: AdditionWish): Text[] {
  switch (wish.kind) {
    case 'shard':
      return [
        text('The new master has no slots until some are moved to it'),
        ...(wish.replicas === 0 ? [text('Without replicas, slots of a stopped master are not served.')] : []),
      ];
    case 'replica':
      return [text('Its master’s data is copied to it')];
    case 'sentinels': {
      const present = snapshot.nodes.filter((n) => n.intended === 'sentinel').length;
      const changed = present === 0 ? [text('{0} becomes a Sentinel topology', snapshot.name)] : [];
      return [...changed, ...quorumRemarks(present + wish.count, wish.quorum)];
    }
  }
}
