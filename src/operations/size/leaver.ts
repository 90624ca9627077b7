import type { IntendedRole, JoiningNode, NodeSnapshot } from '../../model/snapshot';

/** A node on its way out: how the others know it, and what it leaves on the engine. */
export interface Leaver {
  readonly name: string;
  readonly role: IntendedRole;
  readonly address: string;
  readonly port: number;
  readonly containerId: string;
  readonly volume: string | undefined;
}

export const leaverOf = (node: NodeSnapshot | JoiningNode): Leaver => ({
  name: node.name,
  role: node.intended,
  address: node.container.ip ?? '',
  port: node.port,
  containerId: node.container.id,
  volume: node.container.volumeName,
});

/** Whether an address is that of one who leaves. */
export const isOneOf = (leavers: readonly Leaver[], ip: string, port: number): boolean =>
  leavers.some((l) => l.address === ip && l.port === port);
