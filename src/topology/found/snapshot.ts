import type { Answer, ContainerFacts, NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import type { Shape } from '../../model/spec';
import type { Ghost, Group } from './group';
import type { Identity } from './identity';
import { seatsOf } from './seats';
import { type FoundServer, publishedPort } from './server';

/** What a found topology's snapshot is made with besides the group itself. */
export interface Surroundings {
  readonly engine: string;
  readonly previous: TopologySnapshot | undefined;
  /** The newest answer of a server, if it was asked already. */
  readonly answerOf: (server: FoundServer) => Answer | undefined;
  /** ms since 1970. */
  readonly now: number;
}

/** A group as a topology: the same as one of ours, but for what nobody knows of it. */
export function foundTopology(group: Group, { id, name }: Identity, around: Surroundings): TopologySnapshot {
  const members = [...group.members].sort((a, b) => place(a) - place(b) || byName(a.name, b.name));
  const ghosts = [...group.ghosts].sort((a, b) => byName(ghostName(a), ghostName(b)));
  const seats = seatsOf(group, [...members, ...ghosts]);
  const nodes = [
    ...members.map((server) => memberNode(server, group, id, around)),
    ...ghosts.map((ghost) => ghostNode(ghost, id, around)),
  ].map((node, index) => {
    const { role, shard } = seats[index] ?? { role: 'replica', shard: 0 };
    return { ...node, intended: role, shard, index };
  });
  return {
    id,
    name,
    origin: 'found',
    shape: shapeOf(group),
    engine: around.engine,
    spec: undefined,
    state: 'complete',
    nodes,
    revision: (around.previous?.revision ?? 0) + 1,
  };
}

const place = ({ kind }: FoundServer) => (kind === 'sentinel' ? 1 : 0);
const byName = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
const ghostName = ({ ip, port }: Ghost) => `${ip}:${port}`;

function shapeOf({ members, ghosts }: Group): Shape {
  if (members.some((s) => s.kind === 'cluster')) return 'cluster';
  const watched = [...members, ...ghosts].some((m) => m.kind === 'sentinel');
  return watched ? 'sentinel' : 'replication';
}

type Unseated = Omit<NodeSnapshot, 'intended' | 'shard' | 'index'>;

function memberNode(server: FoundServer, group: Group, topology: string, around: Surroundings): Unseated {
  const { row, port } = server;
  const id = `${topology}/${server.id}`;
  const monitors = server.kind === 'sentinel' ? (group.monitors.get(server) ?? []) : undefined;
  const addresses = [...(group.addresses.get(server) ?? [])].filter((a) => a !== `${row.facts.ip}:${port}`);
  const before = around.previous?.nodes.find((n) => n.id === id);
  return {
    id,
    name: server.name,
    port,
    container: { ...row.facts, publishedPort: publishedPort(row, port) },
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(monitors ? { monitors } : {}),
    ...(server.tls ? { tls: server.tls } : {}),
    answer: answerOf(server, before, monitors, around),
  };
}

function answerOf(
  server: FoundServer,
  before: NodeSnapshot | undefined,
  monitors: readonly string[] | undefined,
  { answerOf, now }: Surroundings,
): Answer {
  if (server.row.facts.state !== 'running') {
    return before?.answer.kind === 'notRunning' ? before.answer : { kind: 'notRunning', since: now };
  }
  const known = answerOf(server) ?? server.told;
  return known ? ownViews(known, monitors) : { kind: 'pending' };
}

/** A sentinel's answer without the masters of other topologies, which it may monitor too. */
export function ownViews(answer: Answer, monitors: readonly string[] | undefined): Answer {
  if (answer.kind !== 'sentinel' || !monitors) return answer;
  return { ...answer, views: answer.views.filter((view) => monitors.includes(view.masterName)) };
}

/** A node of which others speak and which has no container here. It is shown, and nobody can act on it. */
function ghostNode(ghost: Ghost, topology: string, { previous, now }: Surroundings): Unseated {
  const name = ghostName(ghost);
  const id = `${topology}/${name}`;
  const before = previous?.nodes.find((n) => n.id === id)?.answer;
  const container: ContainerFacts = {
    id: '',
    name,
    image: '',
    state: 'absent',
    status: '',
    ip: ghost.ip,
    publishedPort: undefined,
    networkName: undefined,
    volumeName: undefined,
  };
  const answer = before?.kind === 'notRunning' ? before : ({ kind: 'notRunning', since: now } as const);
  return { id, name, port: ghost.port, container, answer };
}
