import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { cannot, type Planned, plan } from './plan';
import type { RepairStep } from './step';

/** A server that loads its data says so and is waited for. ms */
const ANSWERS_MS = 60_000;

/** Stopped nodes are started, paused ones go on. */
export function planWake(
  repair: Extract<Repair, { kind: 'startNodes' | 'unpauseNodes' }>,
  snapshot: TopologySnapshot,
): Planned {
  const how = repair.kind === 'startNodes' ? 'start' : 'unpause';
  const nodes = snapshot.nodes.filter((n) => repair.nodes.includes(n.id));
  const gone = nodes.find((n) => n.container.state === 'absent');
  if (gone) return cannot(text('{0} is not a container of this engine', gone.name));
  const asleep = nodes.filter((n) => n.container.state === (how === 'start' ? 'exited' : 'paused'));
  if (asleep.length === 0) return cannot(text('None of these nodes is stopped.'));
  return plan(
    repair,
    asleep.map(
      (n): RepairStep => ({
        kind: 'wake',
        how,
        what: how === 'start' ? text('Starting {0}', n.name) : text('Resuming {0}', n.name),
        node: placeOf(n),
        until: {
          what: text('{0} answers', n.name),
          withinMs: ANSWERS_MS,
          lacks: (now) => {
            const there = now.nodes.find((o) => o.id === n.id);
            const answers = there?.answer.kind === 'data' || there?.answer.kind === 'sentinel';
            return answers ? undefined : `${n.name}: ${there?.container.status ?? 'gone'}`;
          },
        },
      }),
    ),
  );
}
