import { Failure } from './failure';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { text } from './text';

/**
 * The node of a name (or id) that somebody wrote: a misspelt one must not do something to another.
 * @throws Failure naming those that there are
 */
export function nodeNamed({ nodes }: TopologySnapshot, name: string): NodeSnapshot {
  const found = nodes.find((n) => n.name === name || n.id === name);
  if (found) return found;
  throw new Failure(text('There is no node {0}', name), {
    why: `known: ${nodes.map((n) => n.name).join(', ')}`,
  });
}
