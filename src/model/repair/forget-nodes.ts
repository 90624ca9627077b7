import type { Repair } from '../findings/remedy';
import { formatSlots } from '../format';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { clusteredIn } from './clustered';
import { cannot, type Planned, plan } from './plan';
import type { RepairStep } from './step';

/** A node that others still know may be told of again by gossip; a forgotten one is not listened to for 60 s. */
const GONE_MS = 20_000;

/** Every node that answers forgets those that are gone. */
export function planForgetNodes(
  repair: Extract<Repair, { kind: 'forgetNodes' }>,
  snapshot: TopologySnapshot,
): Planned {
  const nodes = clusteredIn(snapshot);
  const gone = new Set(repair.clusterIds);
  const alive = nodes.find((n) => gone.has(n.self.id));
  if (alive) return cannot(text('{0} answers: it is not gone', alive.node.name));
  const led = nodes.find((n) => n.self.masterId !== undefined && gone.has(n.self.masterId));
  if (led)
    return cannot(
      text('{0} is still a replica of a node that is gone', led.node.name),
      text('Let {0} take over first.', led.node.name),
    );
  const knowing = nodes.flatMap((n) => {
    const known = n.view.peers.filter((p) => gone.has(p.id));
    return known.length > 0 ? [{ n, known }] : [];
  });
  if (knowing.length === 0) return cannot(text('Nobody knows these nodes any more.'));
  const steps = knowing.map(
    ({ n, known }): RepairStep => ({
      kind: 'tell',
      what: text('{0} forgets {1}', n.node.name, known.map((p) => p.id.slice(0, 8)).join(', ')),
      node: n.place,
      commands: known.map((p) => ['CLUSTER', 'FORGET', p.id]),
      // Since 7.2 nodes tell each other whom they have forgotten.
      forgives: ['ERR Unknown node'],
    }),
  );
  return plan(repair, lastWaits(steps, gone), lost(knowing));
}

function lastWaits(steps: RepairStep[], gone: ReadonlySet<string>): RepairStep[] {
  const last = steps.pop();
  if (!last) return steps;
  const until = {
    what: text('Nobody knows the nodes that are gone'),
    withinMs: GONE_MS,
    lacks: (now: TopologySnapshot) => {
      const still = clusteredIn(now).find((n) => n.view.peers.some((p) => gone.has(p.id)));
      return still && `${still.node.name} still lists one`;
    },
  };
  return [...steps, { ...last, until }];
}

/** Slots that only the gone had: they are served by nobody afterwards, as they were before. */
function lost(knowing: readonly { known: readonly { slots: readonly (readonly [number, number])[] }[] }[]) {
  const slots = knowing.map(({ known }) => known.flatMap((p) => p.slots)).find((s) => s.length > 0);
  return slots
    ? [
        text(
          'Slots {0} belonged to them: their keys are given up, and the slots must be covered afterwards',
          formatSlots(slots),
        ),
      ]
    : [];
}
