import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import type { Severity } from './entry';
import { type Note, nameOf, type Part } from './note';
import type { Sighting } from './sighting';

/** A node as it was and as it is. */
export interface Seen {
  readonly node: NodeSnapshot;
  readonly snapshot: TopologySnapshot;
  readonly before: Sighting;
  readonly now: Sighting;
  /** ms since 1970. */
  readonly at: number;
  /** What happened meanwhile is not known: nobody looked. */
  readonly afterPause: boolean;
  /** Whether somebody else told that a node cannot answer. */
  readonly isDown: (nodeId: string) => boolean;
}

type Words = Pick<Note, 'about' | 'state' | 'what' | 'severity'>;

export function seenNote({ node, at }: Seen, words: Words, part?: Part): Note {
  return { at, kind: 'role', nodes: [node.id], ...words, ...(part && { part }) };
}

const words = (about: string, state: string, severity: Severity, what: Text): Words => ({
  about,
  state,
  severity,
  what,
});

/** The shard that a node belongs to; the one of its master where they differ. */
export function shardOf(snapshot: TopologySnapshot, ...ids: readonly (string | undefined)[]): number {
  const found = ids.map((id) => snapshot.nodes.find((n) => n.id === id)?.shard);
  return found.find((shard) => shard !== undefined) ?? 0;
}

/** What changed in a node's replication: its role, whom it follows, its link, its copying, its history. */
export function replicationNotes(seen: Seen): Note[] {
  const { before } = seen;
  if (before.role === undefined) return [];
  return [...roleNotes(seen), ...linkNotes(seen), ...copyNotes(seen)];
}

function roleNotes(seen: Seen): Note[] {
  const { node, snapshot, before, now, afterPause } = seen;
  if (now.role === before.role) return [];
  const about = `role ${node.id}`;
  if (now.role === 'master') {
    const old = before.following;
    const promotion: Part = { role: 'promotion', shard: shardOf(snapshot, old, node.id), node: node.id, old };
    const epoch = ownEpoch(node);
    const what =
      epoch === undefined
        ? text('{0} is master', node.name)
        : text('{0} is master, epoch {1}', node.name, epoch);
    return [seenNote(seen, words(about, 'master', 'good', what), afterPause ? undefined : promotion)];
  }
  // With the link up, that it follows says it better.
  if (now.linkUp) return [];
  const part: Part = { role: 'follows', shard: shardOf(snapshot, node.id), node: node.id };
  return [seenNote(seen, words(about, 'replica', 'info', text('{0} is a replica now', node.name)), part)];
}

function linkNotes(seen: Seen): Note[] {
  const { node, snapshot, before, now } = seen;
  if (now.role !== 'replica') return [];
  const about = `follows ${node.id}`;
  const shard = shardOf(snapshot, now.following, node.id);
  if (now.linkUp) {
    const master = now.following;
    const isNew = master !== before.following || before.role === 'master';
    if (master === undefined || (before.linkUp && !isNew)) return [];
    const what = isNew
      ? text('{0} follows {1}', node.name, nameOf(master))
      : text('{0} is linked to {1} again', node.name, nameOf(master));
    const part: Part = { role: 'follows', shard, node: node.id };
    return [seenNote(seen, words(about, isNew ? 'new' : 'again', 'good', what), part)];
  }
  if (!before.linkUp || before.following === undefined) return [];
  const master = snapshot.nodes.find((n) => n.id === before.following);
  // That a link to a dead master is down goes without saying.
  if (master?.answer.kind !== 'data' || seen.isDown(master.id)) return [];
  const what = text('{0}: the link to {1} is down', node.name, master.name);
  const part: Part = { role: 'suspicion', shard, node: master.id };
  return [seenNote(seen, words(about, 'lost', 'warning', what), part)];
}

function copyNotes(seen: Seen): Note[] {
  const { node, snapshot, before, now } = seen;
  const shard = shardOf(snapshot, now.following, node.id);
  if (now.syncing && !before.syncing) {
    const what = text('{0} copies all data of its master', node.name);
    return [
      seenNote(seen, words(`copy ${node.id}`, 'begun', 'info', what), {
        role: 'follows',
        shard,
        node: node.id,
      }),
    ];
  }
  const anew =
    now.role === 'master' && before.role === 'master' && now.replicationId !== before.replicationId;
  if (!anew) return [];
  const what = text('{0} began a new replication history', node.name);
  return [seenNote(seen, words(`history ${node.id}`, 'anew', 'info', what))];
}

function ownEpoch(node: NodeSnapshot): number | undefined {
  const cluster = node.answer.kind === 'data' ? node.answer.cluster : undefined;
  return cluster?.peers.find((p) => p.id === cluster.myId)?.configEpoch;
}
