import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import type { RemovalPlan } from '../../model/size/removal';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { arrange, observedRole, ownSlots } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Member } from '../member';
import { NotYet, until } from '../until';
import { membersOf } from '../verify';
import { agreement, viewOf } from '../wire-cluster';
import { linkUp } from '../wire-replication';
import type { Work } from '../work';
import { COPY_DATA_MS, replicate } from './join-cluster';
import { staying } from './staying';

const EMPTY_MS = 20_000;

/** Waits until every node knows that a master has no slots any more: one that believes otherwise does not forget it. */
export async function untilEmptied(
  lab: Lab,
  topology: TopologySnapshot,
  node: Place,
  signal: AbortSignal,
): Promise<void> {
  const members = await staying(lab, topology);
  await until(
    text('That every node knows {0} to be empty', node.name),
    async () => {
      const views = await Promise.all(members.map(viewOf));
      const owns = (i: number) =>
        views[i]?.peers.some((p) => p.ip === node.ip && p.port === node.port && p.slots.length > 0);
      const late = members.filter((_, i) => owns(i));
      return late.length === 0
        ? true
        : new NotYet(`${late.map((m) => m.name).join(', ')} know it as owner of slots`);
    },
    { signal, timeoutMs: EMPTY_MS, everyMs: 50 },
  );
}

/**
 * Lets the replicas of a master that goes follow those masters that have the fewest. A server without slots may have made
 * itself and them replicas of whoever took its last slot (cluster-allow-replica-migration); they are spread all the same.
 * @throws Failure, Cancelled
 */
export async function repoint(lab: Lab, topologyId: string, plan: RemovalPlan, work: Work): Promise<void> {
  if (plan.repointed.length === 0) return;
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const gone = new Set(plan.leavers.map((l) => l.id));
  const moving = new Set(plan.repointed.map((r) => r.id));
  const members = await membersOf(lab, topology);
  const byId = new Map(topology.nodes.map((n, i) => [n.id, members[i]]));
  const counts = replicaCounts(topology, (n) => !gone.has(n.id) && !moving.has(n.id));
  for (const replica of plan.repointed) {
    const [fewest] = [...counts].sort((a, b) => a[1] - b[1]);
    const member = byId.get(replica.id);
    const master = fewest && byId.get(fewest[0]);
    if (!fewest || !member || !master)
      throw new Failure(text('There is no node {0} any more.', replica.name));
    counts.set(fewest[0], fewest[1] + 1);
    work.step(text('{0} follows {1}', member.name, master.name));
    await replicate(member, master);
    await linkUp(member, work.signal, COPY_DATA_MS);
  }
  await agreement(answering(topology, byId), work.signal);
}

/** The masters with slots that stay, by id, and how many replicas that stay with them each has. */
function replicaCounts(
  topology: TopologySnapshot,
  stays: (node: NodeSnapshot) => boolean,
): Map<string, number> {
  const serving = arrange(topology).shards.filter(
    ({ master }) => master && stays(master) && ownSlots(master).length > 0,
  );
  return new Map(serving.map(({ master, replicas }) => [master?.id ?? '', replicas.filter(stays).length]));
}

const answering = (topology: TopologySnapshot, byId: ReadonlyMap<string, Member | undefined>): Member[] =>
  topology.nodes.filter((n) => observedRole(n) !== undefined).flatMap((n) => byId.get(n.id) ?? []);
