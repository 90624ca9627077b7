import { window } from 'vscode';
import { formatBytes, formatDuration } from '../../model/format';
import type { Place } from '../../model/handover';
import { shardFor } from '../../model/handover-candidates';
import type { TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import type { Severity } from '../../model/timeline/entry';
import type { HandoverResult } from '../../operations/handover/result';
import type { Work } from '../../operations/work';
import { show } from '../localise';
import { brokenOff } from './on-timeline';
import type { Parts } from './parts';
import { workInNotification } from './progress';

/** Shows how a failover goes, and how it went. */
export async function carryOutFailover(
  parts: Parts,
  topology: TopologySnapshot,
  to: Place,
  act: (work: Work) => Promise<HandoverResult>,
): Promise<void> {
  const title = show(text('Failover of {0}', topology.name));
  const result = await workInNotification(parts.log, title, true, (work) =>
    failoverOnTimeline(parts, topology, to, act, work),
  );
  // Nobody waits until it is read.
  void window.showInformationMessage(show(outcome(result)));
}

/**
 * The same without a notification: in the timeline its steps stand between those that the nodes tell, and its outcome
 * is the headline.
 */
export async function failoverOnTimeline(
  { timeline }: Parts,
  topology: TopologySnapshot,
  to: Place,
  act: (work: Work) => Promise<HandoverResult>,
  { signal, step }: Work,
): Promise<HandoverResult> {
  const old = shardFor(topology, to.id)?.master?.id;
  const nodes = [old, to.id].filter((id) => id !== undefined);
  const shard = topology.nodes.find((n) => n.id === to.id)?.shard ?? 0;
  let begun = false;
  const tell = (role: 'step' | 'abort' | 'result', severity: Severity, what: Text) =>
    timeline.note(topology.id, { severity, what, nodes, part: { role, shard } });
  const begin = (what: Text) =>
    timeline.note(topology.id, { severity: 'info', what, nodes, part: { role: 'begin', shard, old } });
  try {
    const result = await act({
      signal,
      step: (what) => {
        step(what);
        if (begun) tell('step', 'info', what);
        else begin(what);
        begun = true;
      },
    });
    tell('result', result.lostBytes === 0 ? 'good' : 'warning', outcome(result));
    return result;
  } catch (error) {
    const { severity, what } = brokenOff(text('Failover of {0}', topology.name), error);
    tell('abort', severity, what);
    throw error;
  }
}

/** How a failover went, in a sentence. */
export function outcome({ to, heldMs, lostBytes }: HandoverResult): Text {
  if (lostBytes === undefined) {
    return text('{0} is master now; what the old master had not sent is lost.', to);
  }
  const lost =
    lostBytes === 0 ? text('nothing was lost') : text('up to {0} were lost', formatBytes(lostBytes));
  return text('{0} is master now; writers waited {1}, {2}.', to, formatDuration(heldMs), lost);
}
