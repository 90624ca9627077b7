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
 * @returns the nodes that will have forgotten it after a restart: they were started without a configuration file
 * @throws Failure saying which node refused or did not hear of it; Cancelled
 */
export async function announceFor(
  lab: Lab,
  topologyId: string,
  place: ClientPlace,
  work: Work,
): Promise<string[]> {
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  refuseUnfit(topology, place);
  const members = await membersOf(lab, topology);
  const wanted = SETTINGS[place];
  const before = await Promise.all(members.map(settingsOf));
  try {
    work.step(text('Telling {0} nodes what to announce', members.length));
    const kept = await Promise.all(members.map((member) => apply(member, wanted)));
    await until(
      text('That every node of {0} announces the others so', topology.name),
      async () => {
        const now = await lab.askAll(topologyId);
        return now && agreed(now, wanted.hostname) ? true : new NotYet('not every node has heard of it');
      },
      { signal: work.signal, timeoutMs: SPREAD_MS, everyMs: 200 },
    );
    return members.filter((_, i) => !kept[i]).map(({ name }) => name);
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

/** The commands that are sent to every node, for who wants to see them first. */
export const announceCommands = (place: ClientPlace): string[][] => commandsFor(SETTINGS[place]);

const commandsFor = ({ hostname, endpointType }: Announced): string[][] => [
  ['CONFIG', 'SET', 'cluster-announce-hostname', hostname],
  ['CONFIG', 'SET', 'cluster-preferred-endpoint-type', endpointType],
  ['CONFIG', 'REWRITE'],
];

/** @returns whether it is in the node's file too; one without a file knows it until it ends */
async function apply({ name, connection }: Member, wanted: Announced): Promise<boolean> {
  const replies = await connection.batch(commandsFor(wanted));
  const refused = replies.find((reply) => reply instanceof ServerError);
  if (!(refused instanceof ServerError)) return true;
  if (refused === replies.at(-1) && WITHOUT_FILE.test(refused.message)) return false;
  throw new Failure(text('{0} did not take over what it is to announce', name), { why: refused.message });
}

/** What a server says that was started by arguments alone (config.c, configRewriteCommand). */
const WITHOUT_FILE = /without a config file/i;

/** Whether every node says of itself, and of every other, the wanted name. */
function agreed(topology: TopologySnapshot, hostname: string): boolean {
  if (announcedFor(topology) === undefined) return false;
  return topology.nodes.every(
    ({ answer }) =>
      answer.kind === 'data' && answer.cluster?.peers.every((peer) => (peer.hostname ?? '') === hostname),
  );
}
