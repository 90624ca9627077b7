import { type FailoverCourse, stagesAt } from './failover-stages';
import type { SentinelView } from './sentinel-view';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { nodeAt } from './structure';
import { type Text, text } from './text';

/** The states that a leading sentinel goes through (sentinel.c, SENTINEL_FAILOVER_STATE_*), by the stage they are of. */
const STAGE_OF: Readonly<Record<string, number>> = {
  wait_start: 1,
  select_slave: 2,
  send_slaveof_noone: 3,
  wait_promotion: 3,
  reconf_slaves: 4,
  update_config: 5,
};

/**
 * A failover by sentinels: from the moment when one says that enough of them think the master down, or leads a
 * failover, until its leader is through and none says so any more.
 */
export function sentinelCourse(snapshot: TopologySnapshot): readonly FailoverCourse[] {
  const said = snapshot.nodes.flatMap(({ name, answer }) =>
    answer.kind === 'sentinel' ? answer.views.map((view) => ({ name, view })) : [],
  );
  const leader = said.find(({ view }) => view.failoverState !== undefined);
  const agreed = said.find(({ view }) => view.flags.includes('o_down'));
  const about = (leader ?? agreed)?.view;
  if (!about) return [];
  const down = said.filter(({ view }) => view.flags.some((f) => f === 's_down' || f === 'o_down'));
  const old = agreed?.view ?? about;
  const stages: readonly (readonly [Text, Text?])[] = [
    [
      text('agree that it is down'),
      text('{0} of {1} say so, {2} needed', down.length, said.length, about.quorum),
    ],
    [text('elect a leader'), leader && text('{0} leads', leader.name)],
    [text('choose a replica')],
    [text('promote it'), promotedBy(snapshot, old)],
    [text('point the other replicas to it'), following(leader?.view)],
    [text('take it over as master')],
  ];
  const now = leader ? (STAGE_OF[leader.view.failoverState ?? ''] ?? 1) : down.length < about.quorum ? 0 : 1;
  return [
    {
      of: nodeAt(snapshot, old.masterIp, old.masterPort)?.name ?? `${old.masterIp}:${old.masterPort}`,
      stages: stagesAt(now, stages),
    },
  ];
}

/** The node that answers as master and is not the one that is replaced. */
function promotedBy(snapshot: TopologySnapshot, old: SentinelView): Text | undefined {
  const was = nodeAt(snapshot, old.masterIp, old.masterPort);
  const isNew = (n: NodeSnapshot) =>
    n !== was && n.answer.kind === 'data' && n.answer.replication.role === 'master';
  const promoted = snapshot.nodes.find(isNew);
  return promoted && text('{0} answers as master', promoted.name);
}

/** How many replicas the leader has done with, by its own flags. */
function following(view: SentinelView | undefined): Text | undefined {
  if (view?.failoverState !== 'reconf_slaves') return undefined;
  const others = view.replicas.filter((r) => !r.flags.includes('promoted'));
  const done = others.filter((r) => r.flags.includes('reconf_done')).length;
  return text('{0} of {1} follow', done, others.length);
}
