import type { IntendedRole } from '../model/snapshot';
import type { NodeConnection } from '../redis/connection';

/** A node as an operation works with it: who it is, where the others find it, and a connection to its server. */
export interface Member {
  readonly name: string;
  readonly containerId: string;
  readonly role: IntendedRole;
  readonly shard: number | undefined;
  /** Address on the topology's network. */
  readonly address: string;
  readonly port: number;
  /** As others may call it instead, `host:port`: what somebody else made may lead to it over its host, or by a name. */
  readonly alsoAt?: readonly string[];
  readonly connection: NodeConnection;
  /** Why its container has ended, in the server's last words; undefined while it runs. */
  readonly postMortem: () => Promise<string | undefined>;
}

/** Whether `host:port` means a member. */
export const isAt = ({ address, port, alsoAt }: Member, place: string): boolean =>
  place === `${address}:${port}` || (alsoAt?.includes(place) ?? false);

/** Where the others find a member; one in its host's network has no address but those that others use. */
export const placeOf = ({ address, port, alsoAt }: Member): string =>
  address === '' ? (alsoAt?.[0] ?? `:${port}`) : `${address}:${port}`;

export const isData = (m: Member) => m.role !== 'sentinel';
