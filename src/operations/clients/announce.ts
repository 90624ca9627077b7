import { announcedFor, type ClientPlace, HOST_NAME } from '../../model/clients/announced';
import { Failure, reasonOf } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import type { Member } from '../member';
import { NotYet, until } from '../until';
import { membersOf } from '../verify';
import type { Work } from '../work';

/** A node tells the others of its name in its pings: each is pinged at least twice in a node timeout. ms */
const SPREAD_MS = 30_000;

/**
 * Lets the nodes of a cluster announce themselves to clients in another place: by a name that the engine's machine
 * reaches, or by container addresses again. Clients see it with their next look at the slots or redirection; nothing
 * is restarted. Done when every node names every other one so. What was changed is put back when it fails.
 * @throws Failure saying which node refused or did not hear of it; Cancelled
 */
export async function announceFor(
  lab: Lab,
  topologyId: string,
  place: ClientPlace,
  work: Work,
): Promise<void> {
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  refuseUnfit(topology, place);
  const members = await membersOf(lab, topology);
  const wanted = SETTINGS[place];
  const before = await Promise.all(members.map(settingsOf));
  try {
    work.step(text('Telling {0} nodes what to announce', members.length));
    await Promise.all(members.map((member) => apply(member, wanted)));
    await until(
      text('That every node of {0} announces the others so', topology.name),
      async () => {
        const now = await lab.askAll(topologyId);
        return now && agreed(now, wanted.hostname) ? true : new NotYet('not every node has heard of it');
      },
      { signal: work.signal, timeoutMs: SPREAD_MS, everyMs: 200 },
    );
  } catch (error) {
    work.step(text('Putting back what the nodes announced'));
    await Promise.all(members.map((member, i) => apply(member, before[i] ?? SETTINGS.containers))).catch(
      (failed: unknown) => lab.log.warn(`announcing as before: ${reasonOf(failed)}`),
    );
    throw error;
  } finally {
    await lab.askAll(topologyId);
  }
}

interface Announced {
  readonly hostname: string;
  readonly endpointType: string;
}

const SETTINGS: Readonly<Record<ClientPlace, Announced>> = {
  host: { hostname: HOST_NAME, endpointType: 'hostname' },
  containers: { hostname: '', endpointType: 'ip' },
};

function refuseUnfit(topology: TopologySnapshot, place: ClientPlace): void {
  if (topology.shape !== 'cluster') {
    throw new Failure(
      text('{0} is no cluster: its nodes announce nothing but their addresses', topology.name),
      {
        next: text('Copy Connection Code has code with the addresses translated.'),
      },
    );
  }
  const silent = topology.nodes.find((node) => node.answer.kind !== 'data');
  if (silent) throw new Failure(text('{0} does not answer; every node must be told', silent.name));
  if (place !== 'host') return;
  const elsewhere = topology.nodes.find((node) => node.container.publishedPort !== node.port);
  if (elsewhere) {
    throw new Failure(
      text(
        '{0} is not published under its own port: a client that is sent to port {1} would not find it',
        elsewhere.name,
        elsewhere.port,
      ),
      { next: text('Copy Connection Code has code with the addresses translated.') },
    );
  }
}

async function settingsOf(member: Member): Promise<Announced> {
  const replies = await member.connection.batch([
    ['CONFIG', 'GET', 'cluster-announce-hostname'],
    ['CONFIG', 'GET', 'cluster-preferred-endpoint-type'],
  ]);
  const [hostname, endpointType] = replies.map((reply) =>
    Array.isArray(reply) && typeof reply[1] === 'string' ? reply[1] : undefined,
  );
  if (hostname === undefined || endpointType === undefined) {
    throw new Failure(text('{0} cannot announce another name than its address', member.name), {
      next: text(
        'That takes Redis 7.0 or later. Copy Connection Code has code with the addresses translated.',
      ),
    });
  }
  return { hostname, endpointType };
}

async function apply({ name, connection }: Member, { hostname, endpointType }: Announced): Promise<void> {
  const replies = await connection.batch([
    ['CONFIG', 'SET', 'cluster-announce-hostname', hostname],
    ['CONFIG', 'SET', 'cluster-preferred-endpoint-type', endpointType],
    ['CONFIG', 'REWRITE'],
  ]);
  for (const reply of replies) {
    if (reply instanceof ServerError) {
      throw new Failure(text('{0} did not take over what it is to announce', name), { why: reply.message });
    }
  }
}

/** Whether every node says of itself, and of every other, the wanted name. */
function agreed(topology: TopologySnapshot, hostname: string): boolean {
  if (announcedFor(topology) === undefined) return false;
  return topology.nodes.every(
    ({ answer }) =>
      answer.kind === 'data' && answer.cluster?.peers.every((peer) => (peer.hostname ?? '') === hostname),
  );
}
