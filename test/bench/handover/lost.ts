import type { NodeConnection } from '../../../src/redis/connection';
import type { Writer } from './writer';

const AT_A_TIME = 1000;

/** Looks every acknowledged key up on the master. @returns how many are missing or hold something else */
export async function lost(writer: Writer, master: NodeConnection): Promise<number> {
  let missing = 0;
  for (let from = 0; from < writer.acknowledged; from += AT_A_TIME) {
    const count = Math.min(AT_A_TIME, writer.acknowledged - from);
    const keys = Array.from({ length: count }, (_, i) => writer.key(from + i));
    const found = await master.batch(
      keys.map((key) => ['GET', key]),
      20_000,
    );
    missing += found.filter((value, i) => value !== writer.value(from + i)).length;
  }
  return missing;
}
