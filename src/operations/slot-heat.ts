import { Failure, reasonOf } from '../model/failure';
import { readSlotStats } from '../model/parse/slot-stats';
import { type SlotHeat, type SlotMetric, UNTOLD } from '../model/slot-heat';
import { SLOT_COUNT } from '../model/slot-owners';
import type { NodeSnapshot } from '../model/snapshot';
import { observedRole } from '../model/structure';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';

/** A server that has not told all its slots within this tells nothing in this round. ms */
const ANSWER_MS = 3000;
const ALL_SLOTS = ['CLUSTER', 'SLOT-STATS', 'SLOTSRANGE', '0', `${SLOT_COUNT - 1}`] as const;

/**
 * Asks every master that answers what it counts per slot, all at once. One that refuses or is late is named with its
 * words; the others' numbers stand.
 * @throws Failure when the topology is gone, or has no master that answers
 */
export async function slotHeat(lab: Lab, topologyId: string): Promise<SlotHeat> {
  const topology = lab.store.get(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const masters = topology.nodes.filter((n) => observedRole(n) === 'master');
  if (masters.length === 0) throw new Failure(text('No master of {0} answers.', topology.name));
  const at = lab.now();
  const metrics: Partial<Record<SlotMetric, number[]>> = {};
  const put = (metric: SlotMetric, slot: number, value: number) => {
    metrics[metric] ??= new Array<number>(SLOT_COUNT).fill(UNTOLD);
    metrics[metric][slot] = value;
  };
  const told = await Promise.all(masters.map((master) => ask(lab, master, put)));
  return { at, metrics, silent: told.filter((s) => s !== undefined) };
}

async function ask(
  lab: Lab,
  master: NodeSnapshot,
  put: Parameters<typeof readSlotStats>[1],
): Promise<SlotHeat['silent'][number] | undefined> {
  try {
    const connection = await lab.connectionTo(master.id);
    readSlotStats(await connection.run(ALL_SLOTS, ANSWER_MS), put);
    return undefined;
  } catch (error) {
    return { node: master.name, why: reasonOf(error) };
  }
}
