import type { SlotRange } from '../cluster-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { opinionNotes, slotNotes } from './cluster-notes';
import { replicationNotes, type Seen, seenNote, shardOf } from './node-notes';
import type { Note } from './note';
import { NEVER_SEEN, type Sighting, sightingOf } from './sighting';
import { slotsWithout, uniteSlots } from './slot-ranges';

/** After a longer pause between two answers, nobody knows when what changed meanwhile did. ms */
const PAUSE_MS = 10_000;

/** What was seen of one topology's nodes, and what is to be told when the next answers differ. */
export class Sightings {
  readonly #nodes = new Map<string, Sighting>();
  /** What each node was last known to own; it is the last owner until another has taken its slots. */
  readonly #owned = new Map<string, readonly SlotRange[]>();

  /** The role a node last answered with. */
  roleOf(nodeId: string): Sighting['role'] {
    return this.#nodes.get(nodeId)?.role;
  }

  /**
   * Compares nodes' answers with their last ones.
   * @param nodeIds whose answers are new
   * @param isDown whether somebody else told that a node cannot answer
   */
  see(
    snapshot: TopologySnapshot,
    nodeIds: readonly string[],
    at: number,
    isDown: (nodeId: string) => boolean,
  ): Note[] {
    return nodeIds.flatMap((id) => {
      const node = snapshot.nodes.find((n) => n.id === id);
      return node ? this.#seeNode(node, snapshot, at, isDown) : [];
    });
  }

  /** Forgets nodes that are no longer there. */
  keepOnly(nodeIds: ReadonlySet<string>): void {
    for (const id of this.#nodes.keys()) if (!nodeIds.has(id)) this.#nodes.delete(id);
    for (const id of this.#owned.keys()) if (!nodeIds.has(id)) this.#owned.delete(id);
  }

  #seeNode(node: NodeSnapshot, snapshot: TopologySnapshot, at: number, isDown: Seen['isDown']): Note[] {
    const before = this.#nodes.get(node.id) ?? NEVER_SEEN;
    const { answer } = node;
    // Told already: a list repeats the last answers.
    if (answer === before.answer) return [];
    const now = sightingOf(node, snapshot, before);
    const pause = answer.kind === 'data' && before.at > 0 && answer.at - before.at > PAUSE_MS;
    const seen: Seen = {
      node,
      snapshot,
      before,
      now,
      at,
      afterPause: pause && before.reach === 'answers',
      isDown,
    };
    if (answer.kind === 'data') {
      this.#nodes.set(node.id, now);
      const notes = [
        ...(before.reach === 'silent' ? [this.#answersAgain(seen)] : []),
        ...replicationNotes(seen),
        ...(snapshot.shape === 'cluster' ? this.#clusterNotes(seen) : []),
      ];
      return notes;
    }
    if (answer.kind === 'unreachable' && before.reach === 'answers' && !isDown(node.id)) {
      this.#nodes.set(node.id, { ...before, answer, reach: 'silent' });
      return [this.#silent(seen, answer.cause, answer.reason === 'loading')];
    }
    if (answer.kind === 'notRunning' || isDown(node.id))
      this.#nodes.set(node.id, { ...before, answer, reach: 'unknown' });
    return [];
  }

  #clusterNotes(seen: Seen): Note[] {
    const { node, before, now } = seen;
    const sameView = before.slots === now.slots && before.failing === now.failing;
    if (sameView && before.role === now.role && before.clusterState === now.clusterState) return [];
    const notes = [...slotNotes(seen, this.#owned), ...opinionNotes(seen, (id) => this.roleOf(id))];
    if (now.role === 'master') {
      for (const [id, slots] of this.#owned) {
        if (id !== node.id) this.#owned.set(id, slotsWithout(slots, now.slots));
      }
      this.#owned.set(node.id, uniteSlots(this.#owned.get(node.id) ?? [], now.slots));
    }
    return notes;
  }

  #silent(seen: Seen, cause: string, loading: boolean): Note {
    const { node, snapshot, before } = seen;
    const what = loading
      ? text('{0} loads its data', node.name)
      : text('{0} does not answer: {1}', node.name, cause);
    const words = { about: `answers ${node.id}`, state: 'silent', what } as const;
    const master = before.role === 'master';
    const part = { role: 'cause', shard: shardOf(snapshot, node.id), node: node.id } as const;
    return seenNote(seen, { ...words, severity: loading ? 'info' : 'error' }, master ? part : undefined);
  }

  #answersAgain(seen: Seen): Note {
    const { node, snapshot, before } = seen;
    const words = { about: `answers ${node.id}`, state: 'answers', severity: 'good' } as const;
    const part = { role: 'recovery', shard: shardOf(snapshot, node.id), node: node.id } as const;
    const what = text('{0} answers again', node.name);
    return seenNote(seen, { ...words, what }, before.role === 'master' ? part : undefined);
  }
}
