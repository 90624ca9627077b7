import { afterAll, beforeAll, expect, test } from 'vitest';
import { observedRole } from '../../../src/model/structure';
import { ByHand, ports } from '../found/by-hand';
import { Mender } from '../repair/mend';
import {
  brokenCluster,
  CLUSTER_PORTS,
  clusterCheck,
  replicationByAddress,
  sentinelsOnTheHost,
} from './write-up';

/**
 * The write-up that many people follow, made with its own commands, with its own mistakes: found, understood, and
 * mended by nothing but our own actions.
 */
const hand = new ByHand();
const mender = new Mender(hand.lab);
const sentinelPorts = ports(3);
const sentinels = sentinelPorts.map((port, i) => ({ name: `sentinel-${i + 1}`, port: String(port) }));

beforeAll(async () => {
  await brokenCluster(hand);
  await replicationByAddress(hand);
  await sentinelsOnTheHost(hand, sentinelPorts);
  await hand.until('the sentinels have given up', async () => {
    const states = await Promise.all(
      sentinels.map((s) => hand.docker('inspect', '-f', '{{.State.Status}}', hand.name(s.name))),
    );
    return states.every((state) => state === 'exited');
  });
}, 120_000);

afterAll(async () => {
  mender.dispose();
  await hand.dispose();
  const volumes = await hand.docker('volume', 'ls', '-q', '--filter', `name=${hand.prefix}`);
  if (volumes !== '') await hand.docker('volume', 'rm', ...volumes.split('\n'));
}, 60_000);

test('all three parts are found, and each fault is named', async () => {
  await hand.lab.refresh();
  const group = hand.of('master');
  expect(hand.inShort(group)).toEqual([
    'master master',
    'slave-1 replica',
    'slave-2 replica',
    'sentinel-1 exited',
    'sentinel-2 exited',
    'sentinel-3 exited',
  ]);
  expect(await mender.rules(group.id)).toEqual(['unmonitored-name', 'unwritable-file']);
  const cluster = hand.of('7000');
  expect(cluster.nodes.map((n) => observedRole(n))).toEqual([
    'master',
    'replica',
    'master',
    'replica',
    'master',
    'replica',
  ]);
  expect(await clusterCheck(hand)).toMatch(/5137 slots[\s\S]*Nodes don't agree[\s\S]*Not all 16384 slots/);
  const wrong = await mender.wrong(cluster.id);
  expect(wrong.map((f) => f.rule).sort()).toEqual(['refuses-all', 'unassigned-slots']);
  // That the nodes do not agree stands in the evidence: each counts other slots as assigned.
  const counts = wrong.find((f) => f.rule === 'unassigned-slots')?.evidence.map((said) => said.words);
  expect(new Set(counts).size).toBeGreaterThan(1);
}, 60_000);

test('the cluster is mended: every slot has an owner, and all nodes agree', async () => {
  const { id } = hand.of('7000');
  const finding = (await mender.wrong(id)).find((f) => f.rule === 'unassigned-slots');
  if (finding?.remedy.kind !== 'action') throw new Error('a repair');
  const said = await mender.mend(id, finding.remedy.repair);
  expect(said).toHaveLength(3);
  expect(said[0]).toMatch(/7000: MULTI; CLUSTER ADDSLOTSRANGE 1037 1360; CLUSTER BUMPEPOCH; EXEC$/);
  await hand.until('the cluster is well', async () => (await mender.rules(id)).length === 0, 30_000);
  const check = await clusterCheck(hand);
  expect(check).toContain('All nodes agree about slots configuration');
  expect(check).toContain('All 16384 slots covered');
  expect(check).not.toContain('[ERR]');
  expect(check.match(/546[12] slots/g)?.length).toBeGreaterThanOrEqual(3);
  for (const port of CLUSTER_PORTS.slice(0, 1))
    expect(await hand.cli(String(port), '-c', '-p', String(port), 'SET', 'a', '1')).toBe('OK');
}, 120_000);

test('the sentinels are mended: they run, agree, and can save what they decide', async () => {
  const { id } = hand.of('master');
  const finding = (await mender.wrong(id)).find((f) => f.rule === 'unwritable-file');
  if (finding?.remedy.kind !== 'action') throw new Error('a repair');
  await mender.mend(id, finding.remedy.repair);
  await hand.until('nothing is wrong', async () => (await mender.rules(id)).length === 0, 60_000);
  for (const { name, port } of sentinels) {
    // They greet each other every two seconds.
    await hand.until(`${name} can use all three`, async () =>
      /^OK 3 usable/.test(await hand.cli(name, '-p', port, 'SENTINEL', 'CKQUORUM', 'mymaster')),
    );
    expect(await hand.cli(name, '-p', port, 'SENTINEL', 'FLUSHCONFIG')).toBe('OK');
    expect(await hand.cli(name, '-p', port, 'SENTINEL', 'MASTER', 'mymaster')).toMatch(
      /down-after-milliseconds\n5000/,
    );
  }
}, 180_000);

test('when the master is stopped another is promoted, and it comes back as a replica', async () => {
  const { id } = hand.of('master');
  const address = await hand.ip('master');
  await hand.docker('stop', hand.name('master'));
  const promoted = async () => {
    await hand.lab.refresh();
    return ['slave-1', 'slave-2'].find((name) => observedRole(hand.node(name)) === 'master');
  };
  await hand.until('a replica is promoted', async () => (await promoted()) !== undefined, 60_000);
  await startAt(address, 'master');
  await hand.until(
    'the old master follows the new',
    async () => {
      await hand.lab.refresh();
      const { answer } = hand.node('master');
      return (
        answer.kind === 'data' && answer.replication.role === 'replica' && answer.replication.link === 'up'
      );
    },
    60_000,
  );
  expect(await hand.cli('master', 'GET', 'cgy')).toBe('1');
  await hand.until('nothing is wrong', async () => (await mender.rules(id)).length === 0, 60_000);
}, 240_000);

/** Starts a container of the default bridge when its address is free: others on this machine may have taken it. */
async function startAt(address: string, name: string): Promise<void> {
  await hand.until(
    `${name} has its address`,
    async () => {
      const taken = await hand.docker('network', 'inspect', 'bridge', '-f', '{{json .Containers}}');
      if (taken.includes(`"${address}/`)) return false;
      await hand.docker('start', hand.name(name));
      if ((await hand.ip(name)) === address) return true;
      await hand.docker('stop', hand.name(name));
      return false;
    },
    90_000,
  );
}
