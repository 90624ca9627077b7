import { keySlot } from '../../../src/model/key-slot';

/** One key for each of the 16384 slots. */
export function keyOfEverySlot(): string[] {
  const keys = new Array<string>(16384);
  for (let left = keys.length, i = 0; left > 0; i++) {
    const key = `k${i}`;
    const slot = keySlot(key);
    if (keys[slot] === undefined) {
      keys[slot] = key;
      left--;
    }
  }
  return keys;
}

/** Programs that write every key, read every key, and print how many of them were right. No special options. */
export const PROGRAMS = {
  ioredis: (port: number, keysFile: string) => `
import { readFileSync } from 'node:fs';
import { Cluster } from 'ioredis';
const keys = readFileSync(${JSON.stringify(keysFile)}, 'utf8').split('\\n');
const redis = new Cluster([{ host: '127.0.0.1', port: ${port} }]);
await Promise.all(keys.map((key) => redis.set(key, 'ioredis ' + key)));
const values = await Promise.all(keys.map((key) => redis.get(key)));
console.log(values.filter((value, i) => value === 'ioredis ' + keys[i]).length);
await redis.quit();
`,
  redisPy: (port: number, keysFile: string) => `
from redis.cluster import RedisCluster
keys = open(${JSON.stringify(keysFile)}).read().split('\\n')
client = RedisCluster(host='127.0.0.1', port=${port}, decode_responses=True)
for key in keys:
    client.set(key, 'redis-py ' + key)
print(sum(client.get(key) == 'redis-py ' + key for key in keys))
`,
};
