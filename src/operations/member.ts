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
  readonly connection: NodeConnection;
  /** Why its container has ended, in the server's last words; undefined while it runs. */
  readonly postMortem: () => Promise<string | undefined>;
}

export const isData = (m: Member) => m.role !== 'sentinel';
