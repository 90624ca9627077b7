import { expect } from 'vitest';
import { openSlots } from '../../src/model/moves/open-slots';
import type { NodeSnapshot, TopologySnapshot } from '../../src/model/snapshot';
import { countSlots, observedRole, ownSlots } from '../../src/model/structure';
import { Dashboard } from './dashboard';
import { eventually } from './eventually';
import { fillCluster } from './fill-cluster';
import { journey, type Traveller } from './journey';
import { rowOf, seeRow } from './tree';

/** So many that a migration lasts long enough to be paused and cancelled. */
const KEYS = 150_000;
/** Servers write their configuration to disk with every slot, which takes its time where others write too. */
const MOVED_MS = 120_000;

journey('reshard with pause, continue and cancel; rebalance; drain', 'reshard', async (me) => {
  const { workbench, ground, picture } = me;
  const { name } = await ground.make('cluster', { replicasPerMaster: 0 });
  await seeRow(workbench, name, /healthy/);
  const masters = await mastersOf(me, name);
  const total = await fillCluster(ground, masters, KEYS);
  const [first, , last] = masters;
  if (!first || !last) throw new Error('not three masters');
  const dashboard = await Dashboard.open(workbench, name);
  const form = dashboard.frame.locator('section.moving');
  const press = (label: string) => form.locator('vscode-button', { hasText: label }).click();
  const notice = (says: string | RegExp) => dashboard.frame.locator('.notice').filter({ hasText: says });

  await dashboard.button('Reshard…').click();
  await form.locator('#move-to').selectOption(last.id);
  await form.locator('#move-count').fill('6000');
  await form.getByText(/[1-9][\d,]+ keys · about/).waitFor();
  await picture('1-plan');
  await press('Start');
  await press('Pause');
  await form.getByText('paused', { exact: true }).waitFor();
  await workbench.notification('Moving slots in').waitFor();
  await picture('2-paused');
  // What was in flight arrives first.
  await eventually('nothing moves while it is paused', 30_000, async () => {
    const before = await form.locator('.figures').textContent();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const after = await form.locator('.figures').textContent();
    return before === after || `${before}, then ${after}`;
  });
  await press('Continue');
  await form.getByText('under way', { exact: true }).waitFor();
  await picture('3-under-way');
  await press('Cancel');
  await notice(/Cancelled after [\d,]+ slots with [\d,]+ keys; no slot is open\./).waitFor();
  await picture('4-cancelled');
  await demandWhole(me, name, total);
  const shares = await sharesOf(me, name);
  expect(shares[2]).toBeGreaterThan(5461);
  expect(shares[2]).toBeLessThan(5461 + 6000);

  await notice('Cancelled').locator('button', { hasText: 'Dismiss' }).click();
  await dashboard.button('Rebalance…').click();
  await form.locator('#move-threshold').fill('0');
  await form.getByText(/keys? · about/).waitFor();
  await picture('5-rebalance');
  await press('Start');
  await notice(/slots with [\d,]+ keys were moved in/).waitFor({ timeout: MOVED_MS });
  await demandWhole(me, name, total);
  expect([...(await sharesOf(me, name))].sort()).toEqual([5461, 5461, 5462]);

  await notice('were moved in').locator('button', { hasText: 'Dismiss' }).click();
  await workbench.chooseFromMenu(rowOf(workbench, first.name), 'Drain Master…');
  await form.getByText(/keys? · about/).waitFor();
  expect(await form.locator('#move-source').inputValue()).toBe(first.id);
  await picture('6-drain');
  // Redis makes a master that loses its last slot a replica of the one that took it.
  await form.getByText(`${first.name} keeps no slot and becomes a replica`).waitFor();
  await press('Start');
  await notice(/slots with [\d,]+ keys were moved in/).waitFor({ timeout: MOVED_MS });
  await seeRow(workbench, first.name, /replica of/);
  await picture('7-drained');
  await demandWhole(me, name, total, 2);
  expect(await sharesOf(me, name, 2)).toEqual([8192, 8192]);
  const told = dashboard.frame.locator('section[aria-labelledby=timeline-title]');
  await told
    .getByText(/keys were moved in/)
    .first()
    .waitFor();
});

const mastersIn = (topology: TopologySnapshot): NodeSnapshot[] =>
  topology.nodes.filter((n) => observedRole(n) === 'master').sort((a, b) => a.port - b.port);

async function mastersOf({ ground }: Traveller, name: string, count = 3): Promise<NodeSnapshot[]> {
  let found: NodeSnapshot[] = [];
  await eventually(`${count} masters of ${name}`, 20_000, async () => {
    found = mastersIn(await ground.look(name));
    return found.length === count || `${found.length} answer`;
  });
  return found;
}

/** How many slots each master has. */
const sharesOf = async (me: Traveller, name: string, masters = 3): Promise<number[]> =>
  (await mastersOf(me, name, masters)).map((n) => countSlots(ownSlots(n)));

/** Demands that no slot is open, all are served, and no key is lost or there twice. */
async function demandWhole(me: Traveller, name: string, total: number, count = 3): Promise<void> {
  const masters = await mastersOf(me, name, count);
  const open = openSlots(await me.ground.look(name));
  expect(open, 'open slots').toEqual([]);
  expect((await sharesOf(me, name, count)).reduce((a, b) => a + b, 0)).toBe(16384);
  const sizes = await Promise.all(masters.map((n) => me.ground.run(n, 'DBSIZE')));
  expect(sizes.map(Number).reduce((a, b) => a + b, 0)).toBe(total);
}
