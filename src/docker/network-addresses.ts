import type Dockerode from 'dockerode';
import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Engine } from './engine';
import { request } from './request';

/** An IPv4 network and which of its addresses are in use now. */
export interface NetworkAddresses {
  readonly subnet: string;
  readonly gateway: string;
  /** Of running containers only: one that is stopped keeps its fixed address without holding it. */
  readonly held: readonly string[];
}

/** The address range of a network. @throws Failure, also when it has no IPv4 range; Cancelled. */
export async function networkAddresses(
  engine: Engine,
  name: string,
  signal?: AbortSignal,
): Promise<NetworkAddresses> {
  const what = text('The address range of network {0} could not be read', name);
  const ask = (): Promise<Dockerode.NetworkInspectInfo> => engine.docker.getNetwork(name).inspect();
  const info = await request(engine, what, ask, { signal });
  const config = info.IPAM?.Config?.find((entry) => /^[\d.]+\/\d+$/.test(entry.Subnet ?? ''));
  if (!config?.Subnet) throw new Failure(what, { why: 'it has no IPv4 subnet', remedies: ['showLog'] });
  const gateway = config.Gateway || config.Subnet.replace(/\d+\/\d+$/, '1');
  const held = Object.values(info.Containers ?? {}).flatMap((c) => c.IPv4Address?.split('/')[0] ?? []);
  return { subnet: config.Subnet, gateway, held };
}
