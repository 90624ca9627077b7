import type { NodeSnapshot } from '../../../src/model/snapshot';
import { arrange } from '../../../src/model/structure';
import type { Lab } from '../../../src/topology/lab';
import { clientFor } from './clients';
import { lost } from './lost';
import { prefixOn } from './prefix';
import { Writer } from './writer';

/** What writers saw of an act. */
export interface Observed<T> {
  readonly result: T;
  readonly waitedMs: number;
  readonly acknowledged: number;
  /** Acknowledged keys that are not on the master afterwards. */
  readonly lost: number;
}

/**
 * Does something to the first master of a topology while a client writes, and looks every acknowledged key up afterwards.
 * @param afterMs how long the client goes on writing when it is done, ms
 */
export async function underWrite<T>(
  lab: Lab,
  topologyId: string,
  afterMs: number,
  act: (master: NodeSnapshot, writer: Writer) => Promise<T>,
): Promise<Observed<T>> {
  const topology = await lab.askAll(topologyId);
  const master = topology && arrange(topology).shards[0]?.master;
  if (!topology || !master) throw new Error('no topology with a master');
  const writer = new Writer(
    clientFor(topology, (await lab.credentials.secretsOf(topologyId)).password),
    prefixOn(topology, master),
  );
  let result: T;
  try {
    await writer.start();
    writer.resetWait();
    result = await act(master, writer);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
  } catch (error) {
    await writer.stop();
    throw error;
  }
  const written = await writer.stop();
  const now = await lab.askAll(topologyId);
  const shard = now && arrange(now).shards.find((s) => s.master?.shard === master.shard);
  if (!shard?.master) throw new Error('no master afterwards');
  return {
    result,
    waitedMs: written.longestWaitMs,
    acknowledged: written.acknowledged,
    lost: await lost(writer, await lab.connectionTo(shard.master.id)),
  };
}
