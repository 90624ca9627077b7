import { expect } from 'vitest';
import type { Finding } from '../../../src/model/findings/finding';
import { keySlot } from '../../../src/model/key-slot';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { arrange, selfPeer } from '../../../src/model/structure';
import { Watch } from '../findings/watch';
import { Bed } from '../topology/bed';
import { agreed, lines, Mender } from './mend';

const KEYS = 300;

/** A cluster with keys in it, to be broken by plain commands and mended as a user would. */
export class Ground {
  readonly bed = new Bed();
  readonly watch = new Watch(this.bed);
  readonly mender = new Mender(this.bed.lab);
  id = '';

  async build(image: string, replicasPerMaster: number): Promise<void> {
    const spec = await this.bed.spec('cluster', image, { replicasPerMaster, nodeTimeoutMs: 2000 });
    this.id = (await this.bed.create(spec)).id;
    // Else the nodes put some of it right by themselves.
    for (const n of this.bed.get(this.id).nodes)
      await this.bed.run(n, 'CONFIG', 'SET', 'cluster-allow-replica-migration', 'no');
    for (let i = 0; i < KEYS; i++) await this.bed.run(this.ownerOf(keySlot(`k${i}`)), 'SET', `k${i}`, `${i}`);
    await this.well();
  }

  /** Masters with slots, each with those that follow it. */
  shards(): { master: NodeSnapshot; replicas: readonly NodeSnapshot[] }[] {
    return arrange(this.bed.get(this.id)).shards.flatMap(({ master, replicas }) =>
      master && (selfPeer(master)?.slots.length ?? 0) > 0 ? [{ master, replicas }] : [],
    );
  }

  /** How many replicas each master has, most first. */
  spread(): number[] {
    return this.shards()
      .map((s) => s.replicas.length)
      .sort((a, b) => b - a);
  }

  ownerOf(slot: number): NodeSnapshot {
    const found = this.shards().find(({ master }) =>
      selfPeer(master)?.slots.some(([a, b]) => slot >= a && slot <= b),
    );
    if (!found) throw new Error(`nobody owns ${slot}`);
    return found.master;
  }

  say(n: NodeSnapshot, ...args: string[]): Promise<unknown> {
    return this.bed.run(n, 'CLUSTER', ...args);
  }

  firstSlot(master: NodeSnapshot): number {
    const first = selfPeer(master)?.slots[0]?.[0];
    if (first === undefined) throw new Error(`${master.name} has no slot`);
    return first;
  }

  /** Puts keys of one slot on a node, which owns or imports it. */
  async fill(at: NodeSnapshot, slot: number, count: number, mark = ''): Promise<void> {
    const connection = await this.bed.lab.connectionTo(at.id);
    const sets = this.#keysIn(slot, count, mark).flatMap((key) => [['ASKING'], ['SET', key, key]]);
    for (const reply of await connection.batch(sets, 20_000)) expect(reply).toBe('OK');
  }

  /** Moves some keys of a slot, as an operation would that was broken off. */
  async carryOver(from: NodeSnapshot, to: NodeSnapshot, slot: number, count: number): Promise<void> {
    const keys = (await this.say(from, 'GETKEYSINSLOT', `${slot}`, `${count}`)) as string[];
    const { ip = '' } = to.container;
    await this.bed.run(from, 'MIGRATE', ip, `${to.port}`, '', '0', '5000', 'KEYS', ...keys);
  }

  #keysIn(slot: number, count: number, mark: string): string[] {
    for (let tag = 0; ; tag++) {
      if (keySlot(`t${tag}`) !== slot) continue;
      return Array.from({ length: count }, (_, i) => `{t${tag}}${mark}${i}`);
    }
  }

  clusterId(n: NodeSnapshot): string {
    return selfPeer(n)?.id ?? '';
  }

  well(): Promise<unknown> {
    return this.watch.expect(this.id, [], 40_000);
  }

  /**
   * Just these rules find something; one of them leads to a repair, which is previewed and carried out; then it finds
   * nothing any more. @returns what was sent to whom
   */
  async mend(rule: string, among: readonly string[] = [rule]): Promise<string[]> {
    const found = await this.watch.expect(this.id, among, 30_000);
    const said = await this.mender.mend(this.id, this.repairIn(found, rule));
    await this.watch.expect(
      this.id,
      among.filter((r) => r !== rule),
      30_000,
    );
    return said;
  }

  /** What would be sent to whom. */
  async preview(rule: string, found: readonly Finding[]): Promise<string[]> {
    return lines(agreed(await this.mender.plan(this.id, this.repairIn(found, rule))));
  }

  repairIn(found: readonly Finding[], rule: string) {
    const remedy = found.find((f) => f.rule === rule)?.remedy;
    if (remedy?.kind !== 'action') throw new Error(`no repair of ${rule}`);
    return remedy.repair;
  }

  async allKeysAreThere(): Promise<void> {
    await this.bed.lab.askAll(this.id);
    for (let i = 0; i < KEYS; i++)
      expect(await this.bed.run(this.ownerOf(keySlot(`k${i}`)), 'GET', `k${i}`), `k${i}`).toBe(`${i}`);
  }

  async dispose(): Promise<void> {
    this.mender.dispose();
    this.watch.dispose();
    await this.bed.dispose();
  }
}
