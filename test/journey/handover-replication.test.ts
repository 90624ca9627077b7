import { Dashboard } from './dashboard';
import { firstShard, Handover } from './handover';
import { journey } from './journey';
import { rowOf, seeRow } from './tree';

journey(
  'hand a replication master over by the dashboard’s button, and back by the palette',
  'handover-replication',
  async (me) => {
    const { workbench, ground } = me;
    const topology = await ground.make('replication');
    const [master, replica] = firstShard(topology);
    await seeRow(workbench, topology.name, 'healthy');
    const dashboard = await Dashboard.open(workbench, topology.name);
    await dashboard.drawn(master.name, 'master').waitFor();

    const there = new Handover(me, topology, master, replica);
    await dashboard.button('Failover…').click();
    await there.chooseReplica();
    await there.agree('1-question', 'Writers wait, at most', 'CLIENT PAUSE');
    await there.seen(dashboard, '2-handed-over');

    const back = new Handover(me, topology, replica, master);
    await workbench.runCommand('Redis Topology: Failover…');
    await workbench.quickInput.row(topology.name).first().waitFor();
    await workbench.quickInput.choose(topology.name);
    await back.chooseReplica();
    await back.agree('3-question-back');
    await back.seen(dashboard, '4-back');
    await rowOf(workbench, master.name, 'master').waitFor();
  },
);
