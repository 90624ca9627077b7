import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MigrationResult, MoveMethod } from '../../../src/model/moves/migration';
import { type Move, rangesOf } from '../../../src/model/moves/move';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { defaultSpec } from '../../../src/model/spec';
import { observedRole, ownSlots } from '../../../src/model/structure';
import { createTopology } from '../../../src/operations/create';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { removeTopology } from '../../../src/operations/remove';
import type { Work } from '../../../src/operations/work';
import type { Lab } from '../../../src/topology/lab';
import { Migrations } from '../../../src/topology/migrations';
import { choosePorts } from '../../../src/topology/ports';
import { fill } from './slot-data';

/** How many slots each measurement moves. */
export const SLOTS = 4096;
/** Servers tell their rates as the mean of so long. ms */
const RATES_MS = 2000;
const work: Work = { signal: new AbortController().signal, step() {} };

/** A cluster 3+3, filled, between two of whose masters slots go to and fro. */
export interface BenchCluster {
  readonly lab: Lab;
  readonly id: string;
  /** Such as "redis 7.0". */
  readonly server: string;
  readonly keysPerSlot: number;
  now(): Promise<TopologySnapshot>;
  /** The two masters: the one that has more slots first. */
  ends(): Promise<readonly [NodeSnapshot, NodeSnapshot]>;
  /** The next move: from the one that has more, its lowest slots. */
  next(): Promise<Move>;
  move(move: Move, method: MoveMethod): Promise<MigrationResult>;
}

/** Makes a cluster, fills it, and removes it at the end. */
export async function withCluster(
  lab: Lab,
  image: string,
  keysPerSlot: number,
  act: (cluster: BenchCluster) => Promise<void>,
): Promise<void> {
  const name = `bench-reshard-${randomBytes(3).toString('hex')}`;
  const wish = { ...defaultSpec('cluster', name, image), firstPort: 24_000 };
  const { id } = await createTopology(lab, await choosePorts(await lab.connect(), wish), {}, work);
  const now = async () => {
    const topology = await lab.askAll(id);
    if (!topology) throw new Error('no cluster');
    return topology;
  };
  const ends = async () => {
    const [a, b] = (await now()).nodes.filter((n) => observedRole(n) === 'master');
    if (!a || !b) throw new Error('no masters');
    return slotsOf(a).length >= slotsOf(b).length ? ([a, b] as const) : ([b, a] as const);
  };
  try {
    await lab.refresh();
    await fill(lab, await now(), keysPerSlot);
    await act({
      lab,
      id,
      server: image.replace('valkey/', '').replace(':', ' '),
      keysPerSlot,
      now,
      ends,
      async next() {
        const [from, to] = await ends();
        return { from: from.id, to: to.id, slots: rangesOf(slotsOf(from).slice(0, SLOTS)) };
      },
      async move(move, method) {
        // What the measurement before it left in the servers' rates would count as somebody else's.
        await sleep(RATES_MS);
        return moveSlots(lab, new Migrations(), id, [move], { method }, work);
      },
    });
  } finally {
    await removeTopology(lab, id, work);
  }
}

const slotsOf = (n: NodeSnapshot) =>
  ownSlots(n).flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i));
