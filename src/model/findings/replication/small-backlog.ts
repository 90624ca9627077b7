import { formatBytes } from '../../format';
import { offsetRate } from '../../history/sample';
import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { mastersIn } from '../nodes';
import { act } from '../remedy';

/** A link that is away for less than this should not cost a full copy. s */
const SHOULD_LAST = 10;
/** A burst is no rate: two looks closer together than this say nothing. ms */
const LEAST_MS = 10_000;
const MB = 1024 * 1024;

/** A backlog that is written full within seconds, at the rate of the last minute. */
export const smallBacklog: Rule = {
  id: 'small-backlog',
  afterMs: 0,
  find: (snapshot) =>
    mastersIn(snapshot).flatMap(({ node, facts }) => {
      const rate = rateOf(node);
      if (facts.replicas.length === 0 || facts.backlogSize <= 0 || !(rate * SHOULD_LAST > facts.backlogSize))
        return [];
      const seconds = Math.max(1, Math.floor(facts.backlogSize / rate));
      return [
        {
          about: node.id,
          severity: 'info',
          what: text(
            'The backlog of {0} ({1}) holds {2} s of writes',
            node.name,
            formatBytes(facts.backlogSize),
            seconds,
          ),
          why: text(
            'The backlog keeps the latest writes for replicas that lose their link: one that is away for longer is sent everything again.',
          ),
          nodes: [node.id],
          evidence: [
            said(node, `repl_backlog_size:${facts.backlogSize}`),
            said(node, `master_repl_offset: +${Math.round(rate)}/s`),
          ],
          // A minute of writes, in whole megabytes.
          remedy: act({ kind: 'growBacklog', node: node.id, bytes: Math.ceil((rate * 60) / MB) * MB }),
        },
      ];
    }),
};

/** Bytes per second over the last minute, or since the first look; NaN when unknown. */
function rateOf({ evidence }: NodeSnapshot): number {
  const { counters, earlier } = evidence ?? {};
  return counters && earlier && counters.at - earlier.at >= LEAST_MS
    ? offsetRate(earlier, counters)
    : Number.NaN;
}
