import { keySlot } from '../../../src/model/key-slot';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole, ownSlots } from '../../../src/model/structure';
import { clientFor } from '../../bench/handover/clients';
import { Writer } from '../../bench/handover/writer';
import type { Bed } from '../topology/bed';

export interface Kept {
  readonly acknowledged: number;
  /** Acknowledged keys that their master does not have, or not with the value written. */
  readonly lost: string[];
  /** Writes that failed, in the client's words. */
  readonly errors: readonly string[];
}

/** Writes keys all over the slots of a cluster while something is done, and looks every acknowledged one up afterwards. */
export async function whileWriting(bed: Bed, id: string, act: () => Promise<unknown>): Promise<Kept> {
  const writer = new Writer(clientFor(bed.get(id), (await bed.lab.credentials.secretsOf(id)).password), 'w');
  await writer.start();
  let written: Awaited<ReturnType<Writer['stop']>>;
  try {
    await act();
  } finally {
    written = await writer.stop();
  }
  const now = await bed.lab.askAll(id);
  if (!now) throw new Error('it is gone');
  return {
    acknowledged: written.acknowledged,
    errors: written.errors,
    lost: await lostKeys(bed, now, writer, written.acknowledged),
  };
}

async function lostKeys(bed: Bed, now: TopologySnapshot, writer: Writer, count: number): Promise<string[]> {
  const lost: string[] = [];
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (const master of now.nodes.filter((n) => observedRole(n) === 'master')) {
    const slots = ownSlots(master);
    const mine = numbers.filter((i) => {
      const slot = keySlot(writer.key(i));
      return slots.some(([first, last]) => slot >= first && slot <= last);
    });
    const connection = await bed.lab.connectionTo(master.id);
    const found = await connection.batch(
      mine.map((i) => ['GET', writer.key(i)]),
      10_000,
    );
    for (const [at, i] of mine.entries()) if (found[at] !== writer.value(i)) lost.push(writer.key(i));
  }
  return lost;
}
