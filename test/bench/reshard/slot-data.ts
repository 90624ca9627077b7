import { keySlot } from '../../../src/model/key-slot';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole, ownSlots } from '../../../src/model/structure';
import { ServerError } from '../../../src/redis/connection';
import type { Lab } from '../../../src/topology/lab';

/** Slots asked for at a time: a server is busy with one round for a few ms. */
const ROUND = 256;
const ANSWER_MS = 60_000;

let known: string[] | undefined;

/** For each slot a hash tag that falls into it. */
export function tags(): readonly string[] {
  if (known) return known;
  const found: string[] = new Array(16_384);
  let missing = found.length;
  for (let n = 0; missing > 0; n++) {
    const tag = n.toString(36);
    const slot = keySlot(tag);
    if (found[slot] !== undefined) continue;
    found[slot] = tag;
    missing--;
  }
  known = found;
  return found;
}

/** The value of a key is made of its name, so that a key with another's value is found out. */
const FILL = `for i = 1, tonumber(ARGV[1]) do
  local key = '{' .. KEYS[1] .. '}:' .. i
  redis.call('SET', key, string.sub(key .. string.rep('.', 32), 1, 32))
end`;
const CHECK = `local good = 0
for i = 1, tonumber(ARGV[1]) do
  local key = '{' .. KEYS[1] .. '}:' .. i
  if redis.call('GET', key) == string.sub(key .. string.rep('.', 32), 1, 32) then good = good + 1 end
end
return good`;

/** Puts so many keys of 32 bytes into every slot. */
export async function fill(lab: Lab, topology: TopologySnapshot, keysPerSlot: number): Promise<void> {
  await onOwners(lab, topology, FILL, keysPerSlot);
}

/** How many of the keys that {@link fill} made the slots' owners do not have as they were made, by the owners' own claims. */
export async function missing(lab: Lab, topology: TopologySnapshot, keysPerSlot: number): Promise<number> {
  const good = await onOwners(lab, topology, CHECK, keysPerSlot);
  return 16_384 * keysPerSlot - good;
}

/** @returns the sum of the replies */
async function onOwners(
  lab: Lab,
  topology: TopologySnapshot,
  script: string,
  keysPerSlot: number,
): Promise<number> {
  const sums = await Promise.all(
    topology.nodes
      .filter((n) => observedRole(n) === 'master')
      .map(async (master) => {
        const connection = await lab.connectionTo(master.id);
        const slots = ownSlots(master).flatMap(([a, b]) =>
          Array.from({ length: b - a + 1 }, (_, i) => a + i),
        );
        let sum = 0;
        for (let from = 0; from < slots.length; from += ROUND) {
          const replies = await connection.batch(
            slots
              .slice(from, from + ROUND)
              .map((s) => ['EVAL', script, '1', tags()[s] ?? '', String(keysPerSlot)]),
            ANSWER_MS,
          );
          for (const reply of replies) {
            if (reply instanceof ServerError) throw reply;
            sum += Number(reply ?? 0);
          }
        }
        return sum;
      }),
  );
  return sums.reduce((a, b) => a + b, 0);
}
