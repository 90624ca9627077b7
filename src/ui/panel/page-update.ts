import { same } from '../../model/same';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import type { PageSnapshot, PageUpdate, UpdatedNode } from '../../protocol/to-page';

/**
 * What a page is given of a topology. Every field is named, so that one added to the snapshot later, a secret
 * perhaps, does not reach the page by itself; the spec never does.
 */
export function forPage({
  id,
  name,
  origin,
  shape,
  engine,
  state,
  nodes,
  joining,
  revision,
}: TopologySnapshot): PageSnapshot {
  const all = { id, name, origin, shape, engine, state, nodes, revision };
  return joining ? { ...all, joining } : all;
}

/**
 * What a page that was sent `before` needs to show `after`: the nodes that are other objects now, and the order of
 * all. Undefined when it shows that already.
 */
export function diff(before: PageSnapshot, after: PageSnapshot): PageUpdate | undefined {
  const known = new Map(before.nodes.map((n) => [n.id, n]));
  const nodes = after.nodes.filter((n) => known.get(n.id) !== n).map((n) => updated(n, known.get(n.id)));
  const order = after.nodes.map((n) => n.id);
  const sameOrder = before.nodes.length === order.length && before.nodes.every((n, i) => n.id === order[i]);
  const sameFrame =
    before.name === after.name &&
    before.shape === after.shape &&
    before.state === after.state &&
    same(before.joining, after.joining);
  if (nodes.length === 0 && sameOrder && sameFrame) return undefined;
  const { revision, name, shape, state, joining } = after;
  const update = { revision, name, shape, state, nodes, order };
  return joining ? { ...update, joining } : update;
}

/** The polling keeps a view that did not change the same object, so identity tells. */
function updated(node: NodeSnapshot, before: NodeSnapshot | undefined): UpdatedNode {
  const { answer } = node;
  if (answer.kind !== 'data' || !answer.cluster || before?.answer.kind !== 'data') return node;
  return before.answer.cluster === answer.cluster
    ? { ...node, answer: { ...answer, cluster: 'same' } }
    : node;
}
