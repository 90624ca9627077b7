import type { NodeSnapshot } from '../snapshot';

/** A server in the host's network reaches containers of all networks, and they reach it. */
const HOST = 'host';

/** The networks that a node's container is in; undefined when nobody has looked. */
export const networksOf = ({ evidence }: NodeSnapshot): readonly string[] | undefined =>
  evidence?.container?.networks.map((n) => n.name);

/** Whether two containers are known to have no network in common: then neither reaches the other. */
export function areApart(a: NodeSnapshot, b: NodeSnapshot): boolean {
  const [of, with_] = [networksOf(a), networksOf(b)];
  if (!of || !with_ || of.includes(HOST) || with_.includes(HOST)) return false;
  return !of.some((name) => with_.includes(name));
}

/** The network that most of these nodes are in; undefined when none is in any. */
export function commonNetwork(nodes: readonly NodeSnapshot[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of nodes.flatMap((n) => networksOf(n) ?? [])) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Whether its container has the same address after each start, as far as is known. */
export const hasFixedAddress = ({ evidence }: NodeSnapshot): boolean =>
  evidence?.container?.networks.every((n) => n.isFixed) ?? false;

/** A node's networks, as evidence. */
export const networkWords = (node: NodeSnapshot): string =>
  `networks: ${networksOf(node)?.join(', ') || '-'}`;
