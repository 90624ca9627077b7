import type { SlotRange } from '../cluster-view';
import { text } from '../text';
import { type Seen, shardOf } from './node-notes';
import { type Note, nameOf, type Part } from './note';
import type { Sighting } from './sighting';
import { slotsInBoth, slotsWithout } from './slot-ranges';

/** What a cluster node's opinion of the others, and of the whole, became. */
export function opinionNotes(seen: Seen, roleOf: (nodeId: string) => Sighting['role']): Note[] {
  const { node, snapshot, before, now, at } = seen;
  if (before.clusterState === undefined) return [];
  const notes: Note[] = [];
  const add = (nodes: readonly string[], note: Omit<Note, 'at' | 'kind' | 'nodes'>) =>
    notes.push({ at, kind: 'cluster', nodes, ...note });
  for (const id of new Set([...before.failing.keys(), ...now.failing.keys()])) {
    const [was, is] = [before.failing.get(id), now.failing.get(id)];
    if (was === is) continue;
    const name = nameOf(id);
    const about = is === 'fail' || was === 'fail' ? `agreed ${id}` : `seen ${id}`;
    const by = is === 'fail' || was === 'fail' ? {} : { by: node.name };
    const partly = (role: 'suspicion' | 'recovery'): { part?: Part } =>
      roleOf(id) === 'master' ? { part: { role, shard: shardOf(snapshot, id), node: id } } : {};
    if (is === 'fail?')
      add([id], {
        about,
        state: 'down',
        ...by,
        severity: 'warning',
        what: text('{0} does not answer', name),
        ...partly('suspicion'),
      });
    else if (is === 'fail')
      add([id], {
        about,
        state: 'down',
        severity: 'error',
        what: text('agreed: {0} is down', name),
        ...partly('suspicion'),
      });
    else
      add([id], {
        about,
        state: 'up',
        ...by,
        severity: 'good',
        what: text('{0} is back in the cluster', name),
        ...partly('recovery'),
      });
  }
  if (now.clusterState !== before.clusterState) {
    const fails = now.clusterState === 'fail';
    const failed = [...now.failing.keys(), ...before.failing.keys()].find((id) => roleOf(id) === 'master');
    const shard = failed === undefined ? undefined : shardOf(snapshot, failed);
    const part: Part | undefined =
      failed === undefined || shard === undefined
        ? undefined
        : fails
          ? { role: 'suspicion', shard, node: failed }
          : { role: 'step', shard };
    const what = fails ? text('the cluster is down') : text('the cluster is up');
    const severity = fails ? 'error' : 'good';
    add([node.id], {
      about: 'cluster',
      state: fails ? 'fail' : 'ok',
      by: node.name,
      severity,
      what,
      ...(part && { part }),
    });
  }
  return notes;
}

/**
 * Slots that a node serves now and did not before, by who served them until then.
 * @param owned what each node was last known to own
 */
export function slotNotes(
  { node, snapshot, before, now, at }: Seen,
  owned: ReadonlyMap<string, readonly SlotRange[]>,
): Note[] {
  if (before.clusterState === undefined || now.role !== 'master') return [];
  let gained = slotsWithout(now.slots, before.slots);
  const notes: Note[] = [];
  const add = (from: string | undefined, moved: readonly SlotRange[]) => {
    if (moved.length === 0) return;
    const what =
      from === undefined
        ? text('{0} serves more slots', node.name)
        : text('{0} → {1}', nameOf(from), node.name);
    const about = `slots ${from} ${node.id}`;
    const nodes = from === undefined ? [node.id] : [from, node.id];
    const part: Part = { role: 'step', shard: shardOf(snapshot, node.id) };
    notes.push({ at, kind: 'cluster', severity: 'info', what, nodes, about, state: 'moved', moved, part });
  };
  for (const [from, slots] of owned) {
    if (from === node.id) continue;
    const taken = slotsInBoth(gained, slots);
    gained = slotsWithout(gained, taken);
    add(from, taken);
  }
  add(undefined, gained);
  return notes;
}
