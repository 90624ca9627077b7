import { networkInterfaces } from 'node:os';
import type { ContainerRow } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import type { Answer, TopologySnapshot } from '../../model/snapshot';
import { groupServers } from './group';
import { identify } from './identity';
import { type FoundServer, idsIn, kindOfTold } from './server';
import { foundTopology } from './snapshot';

export interface Found {
  readonly servers: readonly FoundServer[];
  readonly rows: readonly ContainerRow[];
  /** Our own topologies: a server that we did not make may follow, or watch, one that we did. */
  readonly ours: readonly TopologySnapshot[];
  readonly previous: ReadonlyMap<string, TopologySnapshot>;
}

export interface FoundOn {
  readonly engine: Engine;
  /** ms since 1970. */
  readonly now: number;
  readonly answerOf: (server: FoundServer) => Answer | undefined;
}

/** The topologies that the servers found make up. */
export function foundTopologies(found: Found, { engine, now, answerOf }: FoundOn): TopologySnapshot[] {
  const hostAddresses = engine.local
    ? Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((one) => one.address))
    : [];
  const groups = groupServers([...found.servers, ...ourServers(found)], hostAddresses);
  return [...identify(groups, engine.id)].map(([group, identity]) => {
    const previous = found.previous.get(identity.id);
    return foundTopology(group, identity, { engine: engine.id, previous, answerOf, now });
  });
}

function ourServers({ rows, ours }: Found): FoundServer[] {
  const nodes = new Map(ours.flatMap((t) => t.nodes).map((n) => [n.container.id, n]));
  return rows.flatMap((row): FoundServer[] => {
    const node = nodes.get(row.facts.id);
    if (!node) return [];
    const { answer, port, name, intended } = node;
    const told = answer.kind === 'data' || answer.kind === 'sentinel' ? answer : undefined;
    const kind = told ? kindOfTold(told) : intended === 'sentinel' ? 'sentinel' : 'data';
    const ids = told ? idsIn(told) : [];
    const id = row.facts.name;
    return [{ row, port, id, name, kind, aliases: [name], ours: true, told, ids, before: undefined }];
  });
}
