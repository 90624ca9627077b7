import { startContainer, stopContainer } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { putFiles } from '../docker/files';
import type { SlotRange } from '../model/cluster-view';
import { DATA_DIR } from '../model/plan';
import { allotSlots } from '../model/slot-allocation';
import type { ClusterSpec } from '../model/spec';
import { text } from '../model/text';
import type { Member } from './member';
import { SERVER_GID, SERVER_UID } from './server-user';
import { NotYet, until } from './until';
import { waitUntilUp } from './wait-until-up';
import { viewOf } from './wire-cluster';
import type { Work } from './work';

const MEET_MS = 60_000;

/**
 * Makes the cluster the long way, as `redis-cli --cluster create` does: for servers that refuse a prepared nodes.conf.
 * All servers start anew with an empty one, are given their slots and epochs, meet, and replicas are told their
 * masters. There must be no data yet.
 * @throws Failure, Cancelled
 */
export async function formByCommands(
  engine: Engine,
  members: readonly Member[],
  spec: ClusterSpec,
  work: Work,
): Promise<void> {
  work.step(text('Forming the cluster by commands'));
  await Promise.all(members.map((m) => startEmpty(engine, m, work.signal)));
  await Promise.all(members.map((m) => waitUntilUp(m, work.signal)));
  const slots = allotSlots(spec.masters);
  const masters = members.filter((m) => m.role === 'master');
  await Promise.all(
    masters.map(async (m, i) => {
      await m.connection.run(['CLUSTER', 'ADDSLOTS', ...all(slots[m.shard ?? i] ?? [0, -1])], 10_000);
      // Distinct from the start, so that no two masters have to settle it between them.
      await m.connection.run(['CLUSTER', 'SET-CONFIG-EPOCH', String(i + 1)]);
    }),
  );
  await meet(members, work.signal);
  await Promise.all(
    members
      .filter((m) => m.role === 'replica')
      .map(async (m) => {
        const master = masters.find((x) => x.shard === m.shard);
        if (master) await m.connection.run(['CLUSTER', 'REPLICATE', (await viewOf(master)).myId]);
      }),
  );
}

const all = ([first, last]: SlotRange) =>
  Array.from({ length: last - first + 1 }, (_, i) => String(first + i));

async function startEmpty(engine: Engine, member: Member, signal: AbortSignal): Promise<void> {
  await stopContainer(engine, member.containerId, { timeoutSeconds: 5 }, signal);
  const empty = { path: 'nodes.conf', content: '', mode: 0o600, uid: SERVER_UID, gid: SERVER_GID };
  await putFiles(engine, member.containerId, DATA_DIR, [empty], { signal });
  await startContainer(engine, member.containerId, signal);
}

/** The first meets all others; gossip does the rest. */
async function meet(members: readonly Member[], signal: AbortSignal): Promise<void> {
  const [first, ...others] = members;
  if (!first) return;
  await first.connection.batch(others.map((m) => ['CLUSTER', 'MEET', m.address, String(m.port)]));
  await until(
    text('The nodes’ knowledge of each other'),
    async () => {
      const views = await Promise.all(members.map(viewOf));
      const lonely = members.filter((_, i) => known(views[i]?.peers ?? []) < members.length);
      return lonely.length === 0
        ? true
        : new NotYet(`${lonely.map((m) => m.name).join(', ')} do not know all others yet`);
    },
    { signal, timeoutMs: MEET_MS, everyMs: 50 },
  );
}

const known = (peers: readonly { readonly flags: readonly string[] }[]) =>
  peers.filter((p) => !p.flags.includes('handshake')).length;
