import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { observedRole } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Member } from '../member';
import { membersOf } from '../verify';
import type { Leaver } from './leaver';

/** The members that answer now and do not leave, ready to be talked to, with the roles that they answered with. */
export async function staying(
  lab: Lab,
  topology: TopologySnapshot,
  leavers: readonly Leaver[] = [],
): Promise<Member[]> {
  const gone = new Set(leavers.map((l) => l.containerId));
  const nodes = topology.nodes.filter((n) => observedRole(n) !== undefined && !gone.has(n.container.id));
  const members = await membersOf(lab, { ...topology, nodes });
  const roles = new Map(nodes.map((n) => [n.container.id, observedRole(n)]));
  return members.map((m) => ({ ...m, role: roles.get(m.containerId) ?? m.role }));
}

/** @throws Failure when not exactly one of them is master */
export function soleMaster(members: readonly Member[]): Member {
  const [master, ...more] = members.filter((m) => m.role === 'master');
  if (!master || more.length > 0)
    throw new Failure(text('{0} nodes answer as master, not one', master ? more.length + 1 : 0));
  return master;
}
