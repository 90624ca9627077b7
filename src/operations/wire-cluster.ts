import type { ClusterView } from '../model/cluster-view';
import { clusterView, configSignature } from '../model/parse/cluster-nodes';
import type { ClusterSpec } from '../model/spec';
import { text } from '../model/text';
import { ServerError } from '../redis/connection';
import type { Member } from './member';
import { withNeighbourAdvice } from './neighbour-limit';
import { NotYet, until } from './until';
import { waitUntilUp } from './wait-until-up';
import { linkUp } from './wire-replication';
import type { Work } from './work';

/**
 * How long a step may take, ms. Every node connects to every other: with many nodes on few cores that keeps them from
 * answering for a while.
 */
const patienceMs = (nodes: number) => 30_000 + 600 * nodes;

/**
 * Turns the servers, started with a complete nodes.conf, into the cluster that was planned: every node that shall be
 * master and started as a replica takes its shard over (see nodes-conf.ts for why), one after another, each when it
 * has seen the epoch of the one before, so that no two masters end with the same config epoch.
 */
export async function wireCluster(members: readonly Member[], spec: ClusterSpec, work: Work): Promise<void> {
  await form(members, spec, work).catch((error: unknown) => {
    throw withNeighbourAdvice(error, members.length);
  });
}

async function form(members: readonly Member[], spec: ClusterSpec, work: Work): Promise<void> {
  await Promise.all(members.map((m) => waitUntilUp(m, work.signal, patienceMs(members.length))));
  let epoch = 0;
  const timeoutMs = patienceMs(members.length);
  for (const member of members.filter((m) => m.role === 'master')) {
    epoch = await takeOver(member, epoch, timeoutMs, work.signal);
  }
  await agreement(members, work.signal);
  await Promise.all(members.filter((m) => m.role === 'replica').map((m) => linkUp(m, work.signal)));
  await Promise.all(members.map((m) => settle(m, spec)));
}

/** Ends the forming: the wanted node timeout, written to the file. */
async function settle(member: Member, spec: ClusterSpec): Promise<void> {
  const replies = await member.connection.batch([
    ['CONFIG', 'SET', 'cluster-node-timeout', String(spec.nodeTimeoutMs)],
    ['CONFIG', 'REWRITE'],
  ]);
  for (const reply of replies) if (reply instanceof ServerError) throw reply;
}

/** @returns the member's config epoch once it is master */
async function takeOver(
  member: Member,
  after: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number> {
  return until(
    text('{0}: taking its slots over', member.name),
    async () => {
      const view = await viewOf(member);
      const me = view.peers.find((p) => p.id === view.myId);
      if (me?.flags.includes('master') && me.slots.length > 0) return me.configEpoch;
      // While a replica it must have seen a working cluster, or as a master it would refuse writes for two seconds.
      if (view.state !== 'ok' || view.currentEpoch < after) {
        return new NotYet(`${member.name}: cluster_state ${view.state}, epoch ${view.currentEpoch}`);
      }
      const reply = (await member.connection.batch([['CLUSTER', 'FAILOVER', 'TAKEOVER']]))[0];
      return new NotYet(`${member.name}: ${reply instanceof ServerError ? reply.message : 'took over'}`);
    },
    { signal, timeoutMs, everyMs: 10 },
  );
}

/** Waits until all nodes say the cluster works and agree who owns what and who follows whom. */
export async function agreement(members: readonly Member[], signal: AbortSignal): Promise<void> {
  await until(
    text('The nodes’ agreement on the cluster'),
    async () => {
      const views = await Promise.all(members.map(viewOf));
      const down = members.filter((_, i) => views[i]?.state !== 'ok');
      if (down.length > 0) return new NotYet(`${down.map((m) => m.name).join(', ')}: cluster_state fail`);
      const signatures = new Set(views.map((v) => `${configSignature(v)} ${following(v)}`));
      return signatures.size === 1 ? true : new NotYet(`${signatures.size} different opinions`);
    },
    { signal, timeoutMs: patienceMs(members.length), everyMs: 20 },
  );
}

const following = (view: ClusterView) =>
  view.peers
    .map((p) => `${p.id}>${p.masterId ?? ''}`)
    .sort()
    .join(' ');

/** A node's view of the cluster. @throws NoRoute, NoAnswer, ServerError */
export async function viewOf(member: Member): Promise<ClusterView> {
  const [nodes, info] = await member.connection.batch([
    ['CLUSTER', 'NODES'],
    ['CLUSTER', 'INFO'],
  ]);
  for (const reply of [nodes, info]) if (reply instanceof ServerError) throw reply;
  return clusterView(String(nodes), String(info));
}
