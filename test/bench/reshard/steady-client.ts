import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import { keySlot } from '../../../src/model/key-slot';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole, ownSlots } from '../../../src/model/structure';
import type { Lab } from '../../../src/topology/lab';
import { tags } from './slot-data';

/** Operations are begun this often, whether or not those before have ended. ms */
const EVERY_MS = 2;

/** What a client met. */
export interface Met {
  readonly operations: number;
  /** What went wrong, in the client's own words; reads that gave another value than was acknowledged are here too. */
  readonly wrong: readonly string[];
  /** ms, of every operation. */
  readonly latencies: readonly number[];
}

/** Where a client finds a cluster; a topology's snapshot is one. */
export interface Seeds {
  readonly nodes: readonly {
    readonly container: { readonly ip: string | undefined };
    readonly port: number;
  }[];
}

/** An application that reads and writes keys of some slots at a steady rate through ioredis Cluster, and checks every answer. */
export class SteadyClient {
  readonly #cluster: Cluster;
  readonly #slots: readonly number[];
  readonly #written = new Map<string, string>();
  readonly #busy = new Set<string>();
  readonly #wrong: string[] = [];
  #latencies: number[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;
  #count = 0;

  constructor(seeds: Seeds, slots: readonly number[], password?: string) {
    this.#slots = slots;
    // By the addresses that the nodes announce: with a natMap, ioredis 6.0.0 looks for the node of a MOVED under the
    // address before mapping, does not find it, and tries nodes at random until its redirections are used up.
    this.#cluster = new Cluster(
      seeds.nodes.map((n) => ({ host: n.container.ip ?? '', port: n.port })),
      { redisOptions: { password }, slotsRefreshInterval: 0 },
    );
    this.#cluster.on('error', (error: Error) => this.#wrong.push(String(error)));
  }

  /** Begins, and has every connection used before anything is measured. */
  async start(): Promise<void> {
    this.#running = this.#run();
    await sleep(1000);
    this.#latencies = [];
  }

  async stop(): Promise<Met> {
    this.#stopped = true;
    await this.#running;
    this.#cluster.disconnect();
    return { operations: this.#count, wrong: this.#wrong, latencies: this.#latencies };
  }

  /** Every acknowledged value, by key. */
  get written(): ReadonlyMap<string, string> {
    return this.#written;
  }

  /** @returns how many acknowledged values are not there as written */
  lost(lab: Lab, topology: TopologySnapshot): Promise<number> {
    return lost(this.#written, lab, topology);
  }

  async #run(): Promise<void> {
    const under: Promise<void>[] = [];
    const began = performance.now();
    for (let due = 0; !this.#stopped; due++) {
      under.push(this.#operate(due));
      const wait = began + due * EVERY_MS - performance.now();
      if (wait > 0) await sleep(wait);
    }
    await Promise.all(under);
  }

  async #operate(n: number): Promise<void> {
    const slot = this.#slots[Math.floor(Math.random() * this.#slots.length)] ?? 0;
    const key = `{${tags()[slot]}}:client:${n % 4}`;
    // Two at once on one key would have no right answer.
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    const at = performance.now();
    try {
      const before = this.#written.get(key);
      if (n % 2 === 0) {
        await this.#cluster.set(key, `value ${n}`);
        this.#written.set(key, `value ${n}`);
      } else {
        const found = await this.#cluster.get(key);
        if (found !== (before ?? null)) this.#wrong.push(`${key}: ${found} instead of ${before}`);
      }
    } catch (error) {
      this.#wrong.push(String(error));
    } finally {
      this.#busy.delete(key);
      this.#latencies.push(performance.now() - at);
      this.#count++;
    }
  }
}

/** Looks up values on the nodes that own their slots. @returns how many are not there as written */
export async function lost(
  written: Iterable<readonly [string, string]>,
  lab: Lab,
  topology: TopologySnapshot,
): Promise<number> {
  const all = [...written];
  let count = 0;
  for (const master of topology.nodes.filter((n) => observedRole(n) === 'master')) {
    const owned = ownSlots(master);
    const mine = all.filter(([key]) => {
      const slot = keySlot(key);
      return owned.some(([a, b]) => a <= slot && slot <= b);
    });
    const found = await (await lab.connectionTo(master.id)).batch(
      mine.map(([key]) => ['GET', key]),
      20_000,
    );
    count += found.filter((value, i) => value !== mine[i]?.[1]).length;
  }
  return count;
}
