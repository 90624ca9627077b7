import type { SentinelView } from '../../sentinel-view';
import type { TopologySnapshot } from '../../snapshot';
import { type Text, text } from '../../text';
import type { Found, Rule } from '../finding';
import { said } from '../finding';
import { act } from '../remedy';
import { idsOfSentinels, isDown, type Opinion, opinionsIn } from './opinions';

interface Peer {
  readonly ip: string;
  readonly port: number;
  readonly runId: string;
  readonly flags: readonly string[];
}

/** Whether a container here may be what a sentinel takes for down: then it is not stale, only away. */
function exists({ ip, port, runId }: Peer, { nodes }: TopologySnapshot): boolean {
  return nodes.some((n) => {
    if (n.container.state === 'absent') return false;
    if (n.answer.kind === 'sentinel') return n.answer.myId === runId;
    if (n.answer.kind === 'data')
      return n.answer.server.runId === runId || (n.container.ip === ip && n.port === port);
    return n.port === port && (n.container.ip === undefined || n.container.ip === ip);
  });
}

function stale(
  snapshot: TopologySnapshot,
  peersIn: (view: SentinelView) => readonly Peer[],
  words: { what: (address: string) => Text; why: Text },
): Found[] {
  const found = new Map<string, { peer: Peer; by: Opinion[] }>();
  for (const opinion of opinionsIn(snapshot)) {
    for (const peer of peersIn(opinion.view)) {
      if (!isDown(peer.flags) || exists(peer, snapshot)) continue;
      const key = `${peer.ip}:${peer.port} ${peer.runId}`;
      const entry = found.get(key) ?? { peer, by: [] };
      entry.by.push(opinion);
      found.set(key, entry);
    }
  }
  return [...found].map(([key, { peer, by }]) => ({
    about: key,
    severity: 'warning',
    what: words.what(`${peer.ip}:${peer.port}`),
    why: words.why,
    nodes: idsOfSentinels(by),
    evidence: by.map(({ node }) => said(node, `${peer.ip}:${peer.port} ${peer.flags.join(',')}`)),
    remedy: act({
      kind: 'resetSentinels',
      sentinels: idsOfSentinels(by),
      masterName: by[0]?.view.masterName ?? '',
    }),
  }));
}

/** Sentinels that others still count and that no longer exist. */
export const staleSentinels: Rule = {
  id: 'stale-sentinels',
  afterMs: 30_000,
  find: (snapshot) =>
    stale(snapshot, (view) => view.otherSentinels, {
      what: (address) => text('Sentinels count one that no longer exists: {0}', address),
      why: text(
        'A majority is counted of all sentinels that are known: each that is gone makes it harder to reach.',
      ),
    }),
};

/** Replicas that sentinels still list and that no longer exist. */
export const staleReplicas: Rule = {
  id: 'stale-replicas',
  afterMs: 30_000,
  find: (snapshot) =>
    stale(snapshot, (view) => view.replicas, {
      what: (address) => text('Sentinels list a replica that no longer exists: {0}', address),
      why: text(
        'They go on looking for it, and would make whatever gets its address a replica of this master.',
      ),
    }),
};
