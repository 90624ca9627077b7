import type { NodeSnapshot, SentinelView } from '../../src/model/snapshot';
import { nodeAt } from '../../src/model/structure';
import { number, t } from '../l10n';
import type { Scene } from '../scene';

/** What one sentinel says, column by column, as words that can be compared. */
export interface Opinion {
  readonly sentinel: NodeSnapshot;
  readonly view: SentinelView;
  readonly master: string;
  /** The node at that address, if it is one of ours. */
  readonly masterName: string | undefined;
  readonly flags: string;
  readonly replicas: string;
  readonly sentinels: string;
  readonly quorum: string;
  readonly epoch: string;
}

export const COMPARED = ['master', 'flags', 'replicas', 'sentinels', 'quorum', 'epoch'] as const;
export type Compared = (typeof COMPARED)[number];

/** The opinions of the sentinels that answer; one for each master that one watches. */
export function opinions({ arrangement, snapshot }: Scene): readonly Opinion[] {
  return arrangement.sentinels.flatMap((sentinel) => {
    if (sentinel.answer.kind !== 'sentinel') return [];
    return sentinel.answer.views.map((view) => ({
      sentinel,
      view,
      master: `${view.masterIp}:${view.masterPort}`,
      masterName: nodeAt(snapshot, view.masterIp, view.masterPort)?.name,
      flags: flagWords(view),
      replicas: withDown(view.replicas),
      // A sentinel does not list itself.
      sentinels: withDown([{ flags: [] }, ...view.otherSentinels]),
      quorum: number(view.quorum),
      epoch: number(view.configEpoch),
    }));
  });
}

function flagWords({ flags, failoverState }: SentinelView): string {
  const telling = flags.filter((flag) => flag !== 'master');
  if (failoverState) telling.push(t('failing over: {0}', failoverState));
  return telling.join(', ') || '–';
}

function withDown(peers: readonly { readonly flags: readonly string[] }[]): string {
  const isDown = (flags: readonly string[]) => flags.some((f) => /^(s_down|o_down|disconnected)$/.test(f));
  const down = peers.filter((p) => isDown(p.flags)).length;
  return down === 0 ? number(peers.length) : t('{0} ({1} down)', number(peers.length), number(down));
}

/** What most say in a column. Undefined: no majority, or only one to ask. */
export function majority(all: readonly Opinion[], column: Compared): string | undefined {
  const votes = new Map<string, number>();
  for (const o of all) votes.set(o[column], (votes.get(o[column]) ?? 0) + 1);
  const [top] = [...votes].sort((a, b) => b[1] - a[1]);
  return top && top[1] * 2 > all.length ? top[0] : undefined;
}
