import type { MonitoredEvidence } from '../../evidence';
import { formatDuration } from '../../format';
import { type Text, text } from '../../text';
import { type Rule, said } from '../finding';
import { sentinelsIn } from '../nodes';
import { act } from '../remedy';

/** Below this a pause of a busy machine looks like a failure; above, an outage lasts for minutes. ms */
const DOWN_AFTER = { least: 500, most: 120_000 };
const LONGEST_FAILOVER_MS = 3_600_000;

/** Times that are far from sensible. */
export const oddTimes: Rule = {
  id: 'odd-times',
  afterMs: 5000,
  find: (snapshot) => {
    const odd = sentinelsIn(snapshot).flatMap(({ node }) =>
      (node.evidence?.monitored ?? []).flatMap((m) => {
        const what = wordsFor(m);
        return what ? [{ node, m, what }] : [];
      }),
    );
    const [first] = odd;
    if (!first) return [];
    return [
      {
        about: first.m.name,
        severity: 'warning',
        what: first.what,
        why: text(
          'down-after decides how long an outage lasts; failover-timeout, how long a failed attempt blocks the next.',
        ),
        nodes: odd.map((o) => o.node.id),
        evidence: odd.map(({ node, m }) =>
          said(node, `down-after-milliseconds ${m.downAfterMs}, failover-timeout ${m.failoverTimeoutMs}`),
        ),
        remedy: act({
          kind: 'setSentinelTimes',
          sentinels: odd.map((o) => o.node.id),
          masterName: first.m.name,
          downAfterMs: 5000,
          failoverTimeoutMs: 60_000,
        }),
      },
    ];
  },
};

function wordsFor({ downAfterMs, failoverTimeoutMs }: MonitoredEvidence): Text | undefined {
  const [down, failover] = [formatDuration(downAfterMs), formatDuration(failoverTimeoutMs)];
  if (downAfterMs < DOWN_AFTER.least)
    return text('Sentinels take the master for down after {0} of silence already', down);
  if (downAfterMs > DOWN_AFTER.most)
    return text('Sentinels wait {0} until they take the master for down', down);
  if (failoverTimeoutMs < downAfterMs)
    return text('A failover may take {0}, less than the {1} until it begins', failover, down);
  if (failoverTimeoutMs > LONGEST_FAILOVER_MS)
    return text('A failed failover is tried again only after {0}', failover);
  return undefined;
}
