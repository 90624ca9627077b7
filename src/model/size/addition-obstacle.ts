import { failingOver } from '../handover-plan';
import { openSlots } from '../moves/open-slots';
import { slotOwners } from '../slot-owners';
import type { TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { type Text, text } from '../text';
import type { AdditionWish } from './addition';
import { nodesWished } from './new-places';

const MOST_NODES = 100;

/** Why nothing can be added to a topology now, or not this; undefined when it can. */
export function additionObstacle(snapshot: TopologySnapshot, wish: AdditionWish): Text | undefined {
  return general(snapshot, wish) ?? stateObstacle(snapshot) ?? wishObstacle(snapshot, wish);
}

function general(snapshot: TopologySnapshot, wish: AdditionWish): Text | undefined {
  const { name, origin, state, spec, nodes, joining = [] } = snapshot;
  if (origin !== 'ours') return text('{0} was not made here, so how its nodes are made is not known', name);
  if (state !== 'complete' || !spec) return text('{0} is not complete', name);
  if (joining.length > 0)
    return text('{0} is still being added: finish or remove it first', joining.map((n) => n.name).join(', '));
  if (nodes.length + nodesWished(wish) > MOST_NODES)
    return text('At most {0} nodes on one engine.', MOST_NODES);
  return undefined;
}

/** A new node must meet all others, and be proven to be known to them. */
function stateObstacle(snapshot: TopologySnapshot): Text | undefined {
  const silent = snapshot.nodes.find((n) => n.answer.kind !== 'data' && n.answer.kind !== 'sentinel');
  if (silent)
    return text(
      '{0} does not answer: start it or remove it first, so that all know the new node',
      silent.name,
    );
  if (snapshot.shape === 'cluster') return clusterObstacle(snapshot);
  const masters = snapshot.nodes.filter((n) => observedRole(n) === 'master');
  if (masters.length !== 1) return text('{0} nodes answer as master, not one', masters.length);
  const busy = failingOver(snapshot);
  return busy === undefined ? undefined : text('{0} is failing over already', busy);
}

function clusterObstacle(snapshot: TopologySnapshot): Text | undefined {
  const owners = slotOwners(snapshot);
  if (owners.unservedCount > 0) return text('{0} slots are not served by any master', owners.unservedCount);
  if (owners.disputed.length > 0) return text('The nodes do not agree who owns which slots');
  if (openSlots(snapshot).length > 0) return text('Slots are being moved, or were left open');
  return undefined;
}

function wishObstacle({ shape, nodes, name }: TopologySnapshot, wish: AdditionWish): Text | undefined {
  switch (wish.kind) {
    case 'shard':
      return shape === 'cluster' ? undefined : text('{0} is no cluster: it has one master', name);
    case 'sentinels':
      return shape === 'cluster' ? text('A cluster fails over by itself, without sentinels') : undefined;
    case 'replica': {
      const master = nodes.find((n) => n.id === wish.of);
      return master && observedRole(master) === 'master'
        ? undefined
        : text('The chosen node is not a master that answers.');
    }
  }
}
