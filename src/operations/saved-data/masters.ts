import { Failure } from '../../model/failure';
import { openSlots } from '../../model/moves/open-slots';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { arrange, ownSlots } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';

/** A topology with the masters that hold its data, as they answered just now. */
export interface Holding {
  readonly topology: TopologySnapshot;
  readonly masters: readonly NodeSnapshot[];
}

const ATTEMPTS = 3;

/**
 * The masters that together hold all data of a topology. Keys that are on their way between two of them would be
 * missed or put in twice, so there must be none.
 * @throws Failure when a shard has no master that answers, or slots are open
 */
export async function holdingOf(lab: Lab, topologyId: string): Promise<Holding> {
  const topology = await answering(lab, topologyId);
  const { shards } = arrange(topology);
  const headless = shards.find(({ master }) => master === undefined);
  if (shards.length === 0 || headless) {
    const [lost] = headless?.replicas ?? [];
    throw new Failure(text('{0} has no master that answers', lost?.name ?? topology.name), {
      next: text('Data is read from and written to masters. Start or mend it first.'),
      remedies: ['openDashboard'],
    });
  }
  if (openSlots(topology).length > 0) {
    throw new Failure(text('Slots of {0} are being moved', topology.name), {
      next: text('Finish or undo the migration first.'),
    });
  }
  const masters = shards.flatMap(({ master }) => master ?? []);
  // A cluster's master without slots holds nothing.
  const holders = topology.shape === 'cluster' ? masters.filter((m) => ownSlots(m).length > 0) : masters;
  if (topology.shape !== 'cluster' && holders.length > 1) {
    throw new Failure(
      text('{0} has {1} masters: which data is the right one is not known', topology.name, holders.length),
      {
        next: text('Mend it first.'),
        remedies: ['openDashboard'],
      },
    );
  }
  return { topology, masters: holders };
}

/** Asks up to three times: a busy machine keeps a server from answering in time, and that is no reason to give up. */
async function answering(lab: Lab, topologyId: string): Promise<TopologySnapshot> {
  await lab.relist();
  for (let attempt = 1; ; attempt++) {
    const topology = await lab.askAll(topologyId);
    if (!topology) throw new Failure(text('This topology is no longer there.'));
    const allAnswer = arrange(topology).shards.every(({ master }) => master !== undefined);
    if (allAnswer || attempt === ATTEMPTS) return topology;
  }
}
