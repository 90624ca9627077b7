import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { type Text, text } from '../../model/text';
import type { Severity } from '../../model/timeline/entry';
import type { Happening } from '../../model/timeline/note';
import type { BegunOperation, Timelines } from '../../topology/timeline';
import type { ChosenNode } from './choose-nodes';

/** What a timeline says of something done to nodes: while it is done, and after. */
export interface NodeStory {
  readonly doing: (who: Text) => Text;
  readonly done: (who: Text) => Text;
  readonly gathers: readonly Happening[];
}

interface Ending {
  readonly severity: Severity;
  readonly what: Text;
}

/** Does something while the timeline tells that it is done, with what the engine says meanwhile, and how it ended. */
export async function onTimeline<T>(
  timeline: Timelines,
  topologyId: string,
  begun: BegunOperation,
  act: () => Promise<T>,
  ended: (result: T) => Ending,
): Promise<T> {
  const end = timeline.begin(topologyId, begun);
  try {
    const result = await act();
    end(ended(result));
    return result;
  } catch (error) {
    end(brokenOff(begun.what, error));
    throw error;
  }
}

/** The same for nodes, perhaps of several topologies: each topology's timeline tells of its own. */
export function nodesOnTimeline(
  timeline: Timelines,
  chosen: readonly ChosenNode[],
  { doing, done, gathers }: NodeStory,
  act: () => Promise<unknown>,
): Promise<unknown> {
  const topologies = [...new Set(chosen.map(({ topology }) => topology.id))];
  const inAll = topologies.reduce((inner, id) => {
    const nodes = chosen.filter(({ topology }) => topology.id === id).map(({ node }) => node);
    const [first, ...others] = nodes.map((node) => node.name);
    const who = others.length === 0 ? text('{0}', first ?? '') : text('{0} nodes', nodes.length);
    const begun = { what: doing(who), nodes: nodes.map((node) => node.id), gathers };
    return () => onTimeline(timeline, id, begun, inner, () => ({ severity: 'info', what: done(who) }));
  }, act);
  return inAll();
}

/** An operation that did not come to its end, in the words of what stopped it. */
export function brokenOff(doing: Text, error: unknown): Ending {
  if (error instanceof Cancelled) return { severity: 'info', what: text('{0}: cancelled', doing) };
  if (!(error instanceof Failure))
    return { severity: 'error', what: text('{0}: {1}', doing, reasonOf(error)) };
  return {
    severity: 'error',
    what: error.why === undefined ? error.what : text('{0}: {1}', error.what, error.why),
  };
}
