import type { SlotRange } from '../cluster-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';

/** The slots that others say a node owns; for one that does not answer itself. */
export function slotsByHearsay({ nodes }: TopologySnapshot, node: NodeSnapshot): readonly SlotRange[] {
  for (const { answer } of nodes) {
    const peers = answer.kind === 'data' ? (answer.cluster?.peers ?? []) : [];
    const said = peers.find((p) => p.port === node.port && p.ip === node.container.ip && p.slots.length > 0);
    if (said) return said.slots;
  }
  return [];
}
