import { Dashboard } from './dashboard';
import { firstShard, Handover } from './handover';
import { journey } from './journey';
import { rowOf, seeRow } from './tree';

journey(
  'hand a master under Sentinel over by the dashboard’s button, and to another by the tree',
  'handover-sentinel',
  async (me) => {
    const { workbench, ground } = me;
    const topology = await ground.make('sentinel');
    const [master, first, second] = firstShard(topology);
    if (!second) throw new Error('no second replica');
    await seeRow(workbench, topology.name, /healthy, .*3 of 3 sentinels agree/);
    const dashboard = await Dashboard.open(workbench, topology.name);
    await dashboard.health('3 of 3 sentinels agree').waitFor();

    const there = new Handover(me, topology, master, first);
    await dashboard.button('Failover…').click();
    await there.chooseReplica();
    await there.agree('1-question', 'sentinel-1 votes for a new epoch');
    await there.seen(dashboard, '2-handed-over');
    await seeRow(workbench, topology.name, /3 of 3 sentinels agree/);

    // Chosen on a replica, there is nothing more to ask.
    const onwards = new Handover(me, topology, first, second);
    await workbench.chooseFromMenu(rowOf(workbench, second.name), 'Failover…');
    await onwards.agree('3-question-tree');
    await onwards.seen(dashboard, '4-onwards');
    await dashboard.health('3 of 3 sentinels agree').waitFor();
  },
);
