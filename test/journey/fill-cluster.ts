import type { NodeSnapshot } from '../../src/model/snapshot';
import type { Ground } from './ground';

/** Keys that belong to another node are refused there, and written where they belong. */
const SCRIPT = `
for i = ARGV[1], ARGV[2] do redis.pcall('SET', 'key:' .. i, string.rep('x', 32)) end
return redis.call('DBSIZE')`;
/** What a server does in one go: it answers nobody else meanwhile. */
const CHUNK = 20_000;

/** Writes keys into a cluster, each to the master of its slot, and says how many there are. */
export async function fillCluster(
  ground: Ground,
  masters: readonly NodeSnapshot[],
  keys: number,
): Promise<number> {
  let total = 0;
  for (const master of masters) {
    let size = 0;
    for (let first = 1; first <= keys; first += CHUNK) {
      const last = Math.min(first + CHUNK - 1, keys);
      size = Number(await ground.run(master, 'EVAL', SCRIPT, '0', `${first}`, `${last}`));
    }
    total += size;
  }
  return total;
}
