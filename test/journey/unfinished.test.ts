import { expect } from 'vitest';
import { openSlots } from '../../src/model/moves/open-slots';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { observedRole, ownSlots } from '../../src/model/structure';
import { Dashboard } from './dashboard';
import { eventually } from './eventually';
import { fillCluster } from './fill-cluster';
import { journey, type Traveller } from './journey';
import { seeRow } from './tree';

/** Some for each slot. */
const KEYS = 100_000;

journey('a migration that somebody left unfinished: finish it, undo it', 'unfinished', async (me) => {
  const { workbench, ground, picture } = me;
  const { name } = await ground.make('cluster', { replicasPerMaster: 0 });
  const [from, to] = await mastersOf(me, name);
  if (!from || !to) throw new Error('no two masters');
  const total = await fillCluster(ground, await mastersOf(me, name), KEYS);
  const dashboard = await Dashboard.open(workbench, name);
  const notice = dashboard.frame.locator('.notice').filter({ hasText: 'open' });
  const press = (label: string) => notice.locator('vscode-button', { hasText: label }).click();
  const first = ownSlots(from)[0]?.[0] ?? 0;

  await leaveOpen(me, from, to, [first, first + 1, first + 2]);
  await notice.getByText('3 slots are open').waitFor();
  await seeRow(workbench, name, 'stands still');
  await picture('1-left');
  await press('Finish');
  await dashboard.frame.locator('.notice').filter({ hasText: 'were moved in' }).waitFor();
  await demandClosed(me, name, total);
  expect(await ownerOf(me, name, first)).toBe(to.name);
  await picture('2-finished');

  await leaveOpen(me, from, to, [first + 3]);
  await notice.getByText('1 slot is open').waitFor();
  await press('Undo');
  await notice.waitFor({ state: 'detached' });
  await demandClosed(me, name, total);
  expect(await ownerOf(me, name, first + 3)).toBe(from.name);
  await seeRow(workbench, name, 'healthy');
  await picture('3-undone');
});

/** Opens slots on both sides and carries some of their keys over, as a resharding that died does. */
async function leaveOpen(
  { ground }: Traveller,
  from: NodeSnapshot,
  to: NodeSnapshot,
  slots: readonly number[],
): Promise<void> {
  const [mine, theirs] = await Promise.all([from, to].map((n) => ground.run(n, 'CLUSTER', 'MYID')));
  for (const slot of slots.map(String)) {
    await ground.run(to, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', String(mine));
    await ground.run(from, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', String(theirs));
    const [key] = (await ground.run(from, 'CLUSTER', 'GETKEYSINSLOT', slot, '1')) as string[];
    if (key === undefined) throw new Error(`no key in slot ${slot}`);
    await ground.run(from, 'MIGRATE', to.container.ip ?? '', String(to.port), key, '0', '5000');
  }
}

const mastersOf = async ({ ground }: Traveller, name: string): Promise<NodeSnapshot[]> =>
  (await ground.look(name)).nodes.filter((n) => observedRole(n) === 'master');

async function ownerOf(me: Traveller, name: string, slot: number): Promise<string | undefined> {
  const serves = (n: NodeSnapshot) => ownSlots(n).some(([a, b]) => a <= slot && slot <= b);
  return (await mastersOf(me, name)).find(serves)?.name;
}

/** No slot is open any more, and no key is lost or there twice. */
async function demandClosed(me: Traveller, name: string, total: number): Promise<void> {
  await eventually('all slots are closed', 20_000, async () => {
    const open = openSlots(await me.ground.look(name));
    return open.length === 0 || JSON.stringify(open);
  });
  const sizes = await Promise.all((await mastersOf(me, name)).map((n) => me.ground.run(n, 'DBSIZE')));
  expect(sizes.map(Number).reduce((a, b) => a + b, 0)).toBe(total);
}
