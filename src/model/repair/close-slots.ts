import type { Repair } from '../findings/remedy';
import { formatSlots } from '../format';
import { rangesOf } from '../moves/move';
import { openSlots } from '../moves/open-slots';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { type Clustered, clusterMasters } from './clustered';
import type { KeyCounts } from './key-counts';
import { claimants, ownersFor, ownershipObstacle } from './owner-for';
import { cannot, type Planned, plan } from './plan';
import { homecoming, settleSlots } from './settle-slots';
import type { EndMovesStep } from './step';

/**
 * Open slots. Where each is plainly half-way from its owner to one target, both ways are right and the user chooses;
 * any other combination ends with the slot at its owner, closed: the one that claims it, of several the one with most
 * keys, of none whoever holds most keys.
 */
export function planCloseSlots(repair: Repair, snapshot: TopologySnapshot, keys: KeyCounts): Planned {
  const slots = openSlots(snapshot);
  if (slots.length === 0) return cannot(text('No slot is open.'));
  const obstacle = ownershipObstacle(snapshot, new Set(slots));
  if (obstacle) return cannot(obstacle);
  const masters = clusterMasters(snapshot);
  const sources = slots.map((slot) => plainSource(slot, masters, keys));
  const [source] = sources;
  if (source && sources.every((s) => s !== undefined)) {
    const ending = (how: EndMovesStep['how']) => plan(repair, [endMoves(source, slots, how)]);
    return {
      kind: 'choose',
      question: text('These slots are half moved. Finish, or undo?'),
      ways: [
        { label: text('Finish: the slots go where they were going'), plan: ending('finish') },
        { label: text('Undo: the slots stay with their owners'), plan: ending('undo') },
      ],
    };
  }
  const steps = settleSlots(snapshot, ownersFor(slots, masters, keys), keys);
  return plan(repair, steps, homecoming(steps));
}

function endMoves(source: Clustered, slots: readonly number[], how: EndMovesStep['how']): EndMovesStep {
  const shown = formatSlots(rangesOf(slots));
  return {
    kind: 'endMoves',
    what:
      how === 'finish' ? text('Slots {0} go on to their targets', shown) : text('Slots {0} return', shown),
    node: source.place,
    how,
  };
}

/** The owner of a slot that is plainly under way: it alone claims it, migrates it to one node, and that imports it. */
function plainSource(slot: number, masters: readonly Clustered[], keys: KeyCounts): Clustered | undefined {
  const [owner, ...more] = claimants(slot, masters);
  const going = owner?.view.open.find((o) => o.slot === slot && o.kind === 'migrating')?.peerId;
  const [target, ...others] = masters.filter((m) =>
    m.view.open.some((o) => o.slot === slot && o.kind === 'importing'),
  );
  const strange = masters.some(
    (m) => m !== owner && m !== target && (keys.get(m.node.id)?.get(slot) ?? 0) > 0,
  );
  const plain = more.length === 0 && others.length === 0 && going !== undefined && target?.self.id === going;
  return plain && !strange ? owner : undefined;
}
