import type { IntendedRole } from '../../model/snapshot';
import type { Ghost, Group } from './group';
import type { FoundServer } from './server';

/** A node's place in a found topology: nobody planned it, so it follows from what nodes say. */
export interface Seat {
  readonly role: IntendedRole;
  readonly shard: number | undefined;
}

type Member = FoundServer | Ghost;

/** The seats of a group's members and ghosts, in the order given. */
export function seatsOf(group: Group, ordered: readonly Member[]): readonly Seat[] {
  const peers = group.members.flatMap(({ told }) =>
    told?.kind === 'data' && told.cluster ? told.cluster.peers : [],
  );
  if (peers.length === 0) return plainSeats(ordered);
  const idOf = (m: Member) => ('row' in m ? m.ids.find((id) => peers.some((p) => p.id === id)) : m.id);
  const shards = new Map<string, number>();
  return ordered.map((member) => {
    const id = idOf(member);
    const own = 'row' in member && member.told?.kind === 'data' ? member.told.cluster : undefined;
    // What a node says of itself counts more than what others say of it.
    const line = own?.peers.find((p) => p.id === own.myId) ?? peers.find((p) => p.id === id);
    const head = line?.masterId ?? id ?? 'unknown';
    if (!shards.has(head)) shards.set(head, shards.size);
    const fallen = line?.flags.includes('fail') && line.slots.length === 0;
    return { role: line && !line.masterId && !fallen ? 'master' : 'replica', shard: shards.get(head) };
  });
}

/** Outside clusters there is one shard. A node that does not say what it is counts as a replica, if there is a master. */
function plainSeats(ordered: readonly Member[]): Seat[] {
  const isSentinel = (m: Member) => m.kind === 'sentinel';
  const saysMaster = (m: Member) =>
    'row' in m && m.told?.kind === 'data' && m.told.replication.role === 'master';
  const silent = ordered.find((m) => !isSentinel(m) && !('row' in m && m.told));
  const head = ordered.some(saysMaster) ? undefined : silent;
  return ordered.map((m) =>
    isSentinel(m)
      ? { role: 'sentinel', shard: undefined }
      : { role: saysMaster(m) || m === head ? 'master' : 'replica', shard: 0 },
  );
}
