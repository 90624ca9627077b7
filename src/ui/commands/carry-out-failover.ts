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

/**
 * Shows how a failover goes, and how it went. In the timeline its steps stand between those that the nodes tell, and
 * its outcome is the headline.
 */
export async function carryOutFailover(
  { log, timeline }: Parts,
  topology: TopologySnapshot,
  to: Place,
  act: (work: Work) => Promise<HandoverResult>,
): Promise<void> {
  const doing = text('Failover of {0}', topology.name);
  const old = shardFor(topology, to.id)?.master?.id;
  const nodes = [old, to.id].filter((id) => id !== undefined);
  const shard = topology.nodes.find((n) => n.id === to.id)?.shard ?? 0;
  let begun = false;
  const tell = (role: 'step' | 'abort' | 'result', severity: Severity, what: Text) =>
    timeline.note(topology.id, { severity, what, nodes, part: { role, shard } });
  const begin = (what: Text) =>
    timeline.note(topology.id, { severity: 'info', what, nodes, part: { role: 'begin', shard, old } });
  try {
    const result = await workInNotification(log, show(doing), true, ({ signal, step }) =>
      act({
        signal,
        step: (what) => {
          step(what);
          if (begun) tell('step', 'info', what);
          else begin(what);
          begun = true;
        },
      }),
    );
    const what = outcome(result);
    tell('result', result.lostBytes === 0 ? 'good' : 'warning', what);
    // Nobody waits until it is read.
    void window.showInformationMessage(show(what));
  } catch (error) {
    const { severity, what } = brokenOff(doing, error);
    tell('abort', severity, what);
    throw error;
  }
}

function outcome({ to, heldMs, lostBytes }: HandoverResult): Text {
  if (lostBytes === undefined) {
    return text('{0} is master now; what the old master had not sent is lost.', to);
  }
  const lost =
    lostBytes === 0 ? text('nothing was lost') : text('up to {0} were lost', formatBytes(lostBytes));
  return text('{0} is master now; writers waited {1}, {2}.', to, formatDuration(heldMs), lost);
}
