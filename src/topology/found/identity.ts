import { createHash } from 'node:crypto';
import type { Group } from './group';
import type { FoundServer } from './server';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

/** What a group is called, and by what it is known again. */
export interface Identity {
  readonly id: string;
  readonly name: string;
}

/**
 * Ids that are the same in every window and after restarts of containers: made from the smallest node id of a cluster,
 * else from the first of the data nodes' container names; and from the engine, as another may have containers of the
 * same names. A group keeps the id that most of its members had before.
 * @param engine the engine's id
 */
export function identify(groups: readonly Group[], engine: string): ReadonlyMap<Group, Identity> {
  const names = namesOf(groups);
  const taken = new Set<string>();
  const bySize = [...groups].sort((a, b) => b.members.length - a.members.length);
  return new Map(
    bySize.map((group) => {
      const wanted = [...formerIds(group), newId(group, engine)];
      const id = wanted.find((one) => !taken.has(one)) ?? `${newId(group, engine)}-${taken.size}`;
      taken.add(id);
      return [group, { id, name: names.get(group) ?? id }];
    }),
  );
}

/** The ids that at least half of the members had, the commonest first. Sentinels stand in several topologies. */
function formerIds({ members }: Group): string[] {
  const known = placed(members).filter((s) => s.before !== undefined);
  const votes = new Map<string, number>();
  for (const { before = '' } of known) votes.set(before, (votes.get(before) ?? 0) + 1);
  return [...votes]
    .filter(([, count]) => count * 2 >= known.length)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([id]) => id);
}

function newId({ members, ghosts }: Group, engine: string): string {
  const nodeIds = members.flatMap(({ told }) =>
    told?.kind === 'data' && told.cluster ? told.cluster.peers.map((p) => p.id) : [],
  );
  const [first] = placed(members)
    .map((s) => s.id)
    .sort();
  const anchor = nodeIds.sort()[0] ?? first ?? ghosts.map((g) => `${g.ip}:${g.port}`).sort()[0] ?? '';
  return `found-${createHash('sha256').update(`${engine} ${anchor}`).digest('hex').slice(0, 12)}`;
}

/** The members that a topology is known by: its data nodes, or else its sentinels. */
function placed(members: readonly FoundServer[]): readonly FoundServer[] {
  const found = members.filter((s) => !s.ours);
  const data = found.filter((s) => s.kind !== 'sentinel');
  return data.length > 0 ? data : found;
}

/** A Compose project's name, else what the containers' names begin with; told apart where two would be the same. */
function namesOf(groups: readonly Group[]): ReadonlyMap<Group, string> {
  const plain = new Map(groups.map((group) => [group, plainName(group)]));
  const all = [...plain.values()];
  return new Map(
    groups.map((group) => {
      const name = plain.get(group) ?? '';
      const twice = all.indexOf(name) !== all.lastIndexOf(name);
      return [group, twice ? `${name} (${distinction(group)})` : name];
    }),
  );
}

function plainName({ members }: Group): string {
  const own = placed(members);
  const projects = new Set(own.map((s) => s.row.rawLabels[PROJECT]));
  const [project] = projects;
  if (projects.size === 1 && project) return project;
  const names = [...new Set(own.map((s) => s.row.facts.name))].sort();
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  return commonBeginning(names) || leader(own)?.name || first;
}

/** What tells a group from another of the same name: its service, or its master. */
function distinction({ members }: Group): string {
  const own = placed(members);
  const services = [...new Set(own.map((s) => s.row.rawLabels[SERVICE]))];
  const [service] = services;
  return (services.length === 1 && service) || leader(own)?.name || '';
}

/** What all names begin with, up to where a word of theirs ends; empty when that says too little. */
function commonBeginning(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  const whole = names.every((n) => n.length === length || /[-_.]/.test(n[length] ?? ''));
  const beginning = whole ? first.slice(0, length) : first.slice(0, length).replace(/[^-_.]*$/, '');
  const name = beginning.replace(/[-_.]+$/, '');
  return name.length >= 3 ? name : '';
}

/** The member by whose name the others may be called: the first by name, so that a failover renames nothing. */
function leader(members: readonly FoundServer[]): FoundServer | undefined {
  return [...members].sort((a, b) => a.id.localeCompare(b.id))[0];
}
