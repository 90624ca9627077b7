import type { NodeSnapshot, ServerFacts, TopologySnapshot } from '../snapshot';
import { masterOf } from '../structure';
import { type Text, text } from '../text';
import type { MoveMethod } from './migration';
import type { Move } from './move';

export interface ChosenMethod {
  readonly method: MoveMethod;
  readonly why: Text;
}

/** Moving whole slots came with Valkey 9.0 (CLUSTER MIGRATESLOTS) and Redis 8.4 (CLUSTER MIGRATION IMPORT). */
export function movesWholeSlots({ product, version }: ServerFacts): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return product === 'valkey' ? major >= 9 : major > 8 || (major === 8 && minor >= 4);
}

/**
 * Atomic where every node involved can: the masters, and their replicas, which get the keys in the same form. Servers of
 * the two products do not speak the same.
 */
export function chooseMethod(snapshot: TopologySnapshot, moves: readonly Move[]): ChosenMethod {
  const masters = new Set(moves.flatMap((m) => [m.from, m.to]));
  const involved = snapshot.nodes.filter(
    (n) => masters.has(n.id) || masters.has(masterOf(n, snapshot)?.id ?? ''),
  );
  for (const node of involved) {
    const server = serverOf(node);
    if (!server) return byKey(text('{0} does not say which version it is', node.name));
    if (!movesWholeSlots(server))
      return byKey(text('{0} ({1} {2}) cannot move whole slots', node.name, server.product, server.version));
  }
  if (new Set(involved.map((n) => serverOf(n)?.product)).size > 1)
    return byKey(text('The nodes are of different kinds of server'));
  return { method: 'atomic', why: text('Every node involved can move whole slots') };
}

const byKey = (why: Text): ChosenMethod => ({ method: 'keyByKey', why });

const serverOf = ({ answer }: NodeSnapshot): ServerFacts | undefined =>
  answer.kind === 'data' ? answer.server : undefined;
