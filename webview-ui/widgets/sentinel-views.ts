import type { SentinelView } from '../../src/model/sentinel-view';
import type { NodeSnapshot } from '../../src/model/snapshot';
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
  /** The peer that it has not heard for longest. */
  readonly hello: Hello | undefined;
}

export interface Hello {
  readonly from: string;
  readonly agoMs: number;
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
      hello: oldestHello(view, arrangement.sentinels),
    }));
  });
}

function oldestHello({ otherSentinels }: SentinelView, known: readonly NodeSnapshot[]): Hello | undefined {
  const [oldest] = [...otherSentinels].sort((a, b) => b.lastHelloMs - a.lastHelloMs);
  if (!oldest) return undefined;
  const node = known.find((n) => n.answer.kind === 'sentinel' && n.answer.myId === oldest.runId);
  return { from: node?.name ?? `${oldest.ip}:${oldest.port}`, agoMs: oldest.lastHelloMs };
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
