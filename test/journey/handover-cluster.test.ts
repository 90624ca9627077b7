import { Dashboard } from './dashboard';
import { firstShard, Handover } from './handover';
import { journey } from './journey';
import { seeRow } from './tree';

journey('hand one of a cluster’s masters over by the dashboard’s button', 'handover-cluster', async (me) => {
  const { workbench, ground } = me;
  const topology = await ground.make('cluster');
  const [master, replica] = firstShard(topology);
  await seeRow(workbench, topology.name, 'healthy');
  const dashboard = await Dashboard.open(workbench, topology.name);
  await dashboard.health('All 16384 slots').waitFor();

  const handover = new Handover(me, topology, master, replica);
  await dashboard.button('Failover…').click();
  await workbench.quickInput.row(master.name).first().waitFor();
  await me.picture('1-which-master');
  await workbench.quickInput.choose(master.name);
  await handover.chooseReplica();
  await handover.agree('2-question', 'CLUSTER FAILOVER');
  await handover.seen(dashboard, '3-handed-over');
  await dashboard.health('All 16384 slots').waitFor();
});
