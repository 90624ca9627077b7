import type { HandoverStep } from '../handover';
import type { Place } from '../plan';
import type { TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { text } from '../text';
import type { AdditionWish } from './addition';

/** What will be made and what will be sent to whom, in this order. */
export function additionSteps(
  snapshot: TopologySnapshot,
  wish: AdditionWish,
  places: readonly Place[],
): HandoverStep[] {
  const made = places.map(
    (p): HandoverStep => ({
      what: text('Container {0} is made and started, port {1}, address {2}', p.container, p.port, p.address),
      node: p.name,
      commands: [],
    }),
  );
  return [...made, ...joining(snapshot, wish, places)];
}

function joining(snapshot: TopologySnapshot, wish: AdditionWish, places: readonly Place[]): HandoverStep[] {
  if (wish.kind === 'sentinels') return watching(snapshot, wish.quorum, places);
  const master = masterFor(snapshot, wish, places);
  if (snapshot.shape === 'cluster') return meeting(snapshot, master, places);
  return places.map((p) => ({
    what: text('{0} follows {1}', p.name, master?.name ?? '?'),
    node: p.name,
    commands: [`REPLICAOF ${master?.address ?? '?'} ${master?.port ?? '?'}`, 'CONFIG REWRITE'],
  }));
}

interface Master {
  readonly name: string;
  readonly address: string | undefined;
  readonly port: number;
}

function masterFor(
  { nodes }: TopologySnapshot,
  wish: AdditionWish,
  places: readonly Place[],
): Master | undefined {
  if (wish.kind === 'shard') return places[0];
  const found = nodes.find((n) =>
    wish.kind === 'replica' ? n.id === wish.of : observedRole(n) === 'master',
  );
  return found && { name: found.name, address: found.container.ip, port: found.port };
}

function meeting(
  { nodes }: TopologySnapshot,
  master: Master | undefined,
  places: readonly Place[],
): HandoverStep[] {
  return [
    {
      what: text('Each of the {0} nodes meets the new ones', nodes.length),
      node: nodes[0]?.name ?? '',
      commands: places.map((p) => `CLUSTER MEET ${p.address} ${p.port}`),
    },
    ...places
      .filter((p) => p.role === 'master')
      .map((p) => ({
        what: text('{0} gets the functions that the other masters have', p.name),
        node: p.name,
        commands: ['FUNCTION RESTORE'],
      })),
    ...places
      .filter((p) => p.role === 'replica')
      .map((p) => ({
        what: text('{0} follows {1}', p.name, master?.name ?? '?'),
        node: p.name,
        commands: ['CLUSTER REPLICATE'],
      })),
  ];
}

function watching(snapshot: TopologySnapshot, quorum: number, places: readonly Place[]): HandoverStep[] {
  const { name, nodes } = snapshot;
  const master = masterFor(snapshot, { kind: 'sentinels', count: 0, quorum }, places);
  const present = nodes.filter((n) => n.intended === 'sentinel');
  return [
    ...present.map((s) => ({
      what: text('{0} takes the quorum of {1}', s.name, quorum),
      node: s.name,
      commands: [`SENTINEL SET ${name} quorum ${quorum}`],
    })),
    ...places.map((p) => ({
      what: text('{0} watches {1}', p.name, master?.name ?? '?'),
      node: p.name,
      commands: [`SENTINEL MONITOR ${name} ${master?.address ?? '?'} ${master?.port ?? '?'} ${quorum}`],
    })),
  ];
}
