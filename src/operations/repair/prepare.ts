import { Failure } from '../../model/failure';
import type { Repair } from '../../model/findings/remedy';
import { type KeyCounts, slotsToCount } from '../../model/repair/key-counts';
import type { Planned } from '../../model/repair/plan';
import { planRepair } from '../../model/repair/plan-repair';
import type { TopologySnapshot } from '../../model/snapshot';
import { observedRole } from '../../model/structure';
import { text } from '../../model/text';
import { countKeys } from '../migration/count-keys';
import { Sites } from '../migration/site';
import type { Means } from './means';

/** Slots counted in one pipeline: a server answers so many within a few milliseconds. */
const AT_ONCE = 2000;

/** Looks at a topology anew and plans a repair from what it says now. Nothing is changed. @throws Failure */
export async function prepareRepair(
  means: Pick<Means, 'lab' | 'examinations'>,
  topologyId: string,
  repair: Repair,
): Promise<Planned> {
  const { lab, examinations } = means;
  await lab.connect();
  await lab.askAll(topologyId);
  await examinations.examine(topologyId);
  const topology = examinations.examined(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  return planRepair(repair, topology, await keyCounts(means, topology, slotsToCount(repair, topology)));
}

async function keyCounts(
  { lab }: Pick<Means, 'lab'>,
  topology: TopologySnapshot,
  slots: readonly number[],
): Promise<KeyCounts> {
  const masters = slots.length > 0 ? topology.nodes.filter((n) => observedRole(n) === 'master') : [];
  const sites = new Sites(lab, topology);
  try {
    const counted = masters.map(async ({ id }) => {
      const held = new Map<number, number>();
      for (let i = 0; i < slots.length; i += AT_ONCE) {
        const some = slots.slice(i, i + AT_ONCE);
        const counts = await countKeys(sites.of(id), some);
        for (const [n, slot] of some.entries()) if (counts[n]) held.set(slot, counts[n]);
      }
      return [id, held] as const;
    });
    return new Map(await Promise.all(counted));
  } finally {
    sites.close();
  }
}
