import type { TopologySnapshot } from '../snapshot';

/** Every slot that some node says is on its way, in order. Between whom, and how it can be closed: unfinished.ts. */
export function openSlots({ nodes }: TopologySnapshot): number[] {
  const open = nodes.flatMap((n) => (n.answer.kind === 'data' ? (n.answer.cluster?.open ?? []) : []));
  return [...new Set(open.map(({ slot }) => slot))].sort((a, b) => a - b);
}
