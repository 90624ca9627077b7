import { keyInSlots } from '../../../src/model/key-slot';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { ownSlots } from '../../../src/model/structure';

let runs = 0;

/** A prefix for a writer's keys, new at each call; in a cluster with a tag that puts them all on one master. */
export function prefixOn(topology: TopologySnapshot, master: NodeSnapshot): string {
  const name = `handover-${Date.now()}-${runs++}-`;
  const [slots] = ownSlots(master);
  return topology.shape === 'cluster' && slots ? `{${keyInSlots(name, slots)}}` : name;
}
