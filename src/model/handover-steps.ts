import type { HandoverStep, SwitchPlan } from './handover';
import {
  announce,
  DROP_CLIENTS,
  follow,
  holdCommands,
  PROMOTE,
  RELEASE,
  REWRITE,
  shown,
  voteFor,
} from './handover-commands';
import { text } from './text';

/** What will be sent to whom, in this order. */
export function switchSteps(plan: Omit<SwitchPlan, 'kind' | 'steps' | 'cost'>, name: string): HandoverStep[] {
  const { master, to, others, sentinels, hold } = plan;
  if (plan.method === 'clusterFailover') {
    return [
      {
        what: text(
          '{0} has {1} hold its writes, takes what is missing, and is voted master',
          to.name,
          master.name,
        ),
        node: to.name,
        commands: ['CLUSTER FAILOVER'],
      },
    ];
  }
  const steps: HandoverStep[] = [];
  // What is known only when it is done stands as a word in place of its value.
  const herald = { ip: 'IP', port: 0, runId: 'ID' };
  const numbered = (command: readonly string[]) => command.join(' ').replaceAll('NaN', 'EPOCH');
  if (plan.method === 'announce') {
    for (const s of sentinels)
      steps.push({
        what: text('{0} votes for a new epoch', s.name),
        node: s.name,
        commands: [numbered(voteFor('ID', master, Number.NaN))],
      });
  }
  steps.push(
    {
      what: text('{0} holds writes', master.name),
      node: master.name,
      commands: shown(holdCommands(hold)),
    },
    {
      what: text('{0} is waited for until it has everything', to.name),
      node: to.name,
      commands: ['INFO replication'],
    },
    { what: text('{0} becomes master', to.name), node: to.name, commands: shown([PROMOTE]) },
  );
  for (const s of sentinels)
    steps.push({
      what: text('{0} is told of the new master', s.name),
      node: s.name,
      commands:
        plan.method === 'announce'
          ? [numbered(announce(herald, name, to, Number.NaN)).replace('IP,0,ID', 'IP,PORT,ID')]
          : [`SENTINEL REMOVE ${name}`, `SENTINEL MONITOR ${name} ${to.ip} ${to.port} 1`],
    });
  steps.push({
    what: text('{0} becomes its replica and sends its clients away', master.name),
    node: master.name,
    commands: shown([follow(to), DROP_CLIENTS, ...(hold === 'pause' ? [RELEASE] : [])]),
  });
  for (const r of others)
    steps.push({
      what: text('{0} follows {1}', r.name, to.name),
      node: r.name,
      commands: shown([follow(to)]),
    });
  for (const n of [to, master, ...others])
    steps.push({
      what: text('{0} saves its configuration', n.name),
      node: n.name,
      commands: shown([REWRITE]),
    });
  return steps;
}
