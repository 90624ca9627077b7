import { homedir } from 'node:os';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { silentLog } from '../../src/model/log';
import { Lab } from '../../src/topology/lab';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import type { Say } from '../lab/say';
import { againstBare } from './reshard/against-bare';
import { againstCli } from './reshard/against-cli';
import { withCluster } from './reshard/bench-cluster';
import { killRow } from './reshard/kill-row';
import { underLoad } from './reshard/under-load';

const IMAGES = ['redis:7.0', 'redis:8.0', 'valkey/valkey:8.1', 'valkey/valkey:9.1'];
/** 999,424 keys in all. */
const KEYS_PER_SLOT = 61;

/**
 * 4,096 of 16,384 slots with a million keys of 32 bytes from one master to another. All parts, or those that are named
 * (`npm run bench -- reshard cli load bare kill`), on all images or on those whose names are given; a number stands for
 * the keys in a slot.
 */
export async function run(say: Say): Promise<BenchResult> {
  const wanted = process.argv.slice(3);
  const named = (name: string, all: readonly string[]) =>
    wanted.includes(name) || !all.some((other) => wanted.includes(other));
  const parts = ['cli', 'load', 'bare', 'kill'];
  const keysPerSlot = Number(wanted.find((w) => /^\d+$/.test(w)) ?? KEYS_PER_SLOT);
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const rows: BenchRow[] = [];
  try {
    for (const image of IMAGES.filter((i) => named(i, IMAGES))) {
      await withCluster(lab, image, keysPerSlot, async (cluster) => {
        if (named('cli', parts)) rows.push(...(await againstCli(cluster, say)));
        if (named('load', parts)) rows.push(...(await underLoad(cluster, say)));
        if (named('bare', parts) && image === 'valkey/valkey:9.1') rows.push(await againstBare(cluster, say));
        if (named('kill', parts)) rows.push(await killRow(cluster, say));
      });
    }
  } finally {
    lab.dispose();
  }
  return { section: 'reshard', rows };
}
