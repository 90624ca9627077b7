import type Dockerode from 'dockerode';
import { Failure, throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import type { Engine } from './engine';
import { engineWords } from './engine-failure';
import { listTopologyNetworks, type NetworkRow, removeNetwork } from './network-list';
import { request } from './request';

/** A bridge network whose subnet is stated, so that its containers may have fixed addresses. */
export interface TopologyNetwork {
  readonly id: string;
  readonly name: string;
  /** IPv4, such as 172.18.0.0/16. */
  readonly subnet: string;
  readonly gateway: string;
}

interface Addresses {
  readonly subnet: string;
  readonly gateway: string;
}

const ATTEMPTS = 5;

/**
 * Makes a network with a subnet of its own. Fixed addresses need a stated subnet, and only the engine's allocator
 * knows a free one: it chooses, we read it, and make the network again with that subnet stated. If another network
 * takes the subnet in between, the same once more, five times at most. A failure or an abort leaves no network behind.
 * @throws Failure (name taken, no address range left …), Cancelled.
 */
export async function createTopologyNetwork(
  engine: Engine,
  options: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
  signal?: AbortSignal,
): Promise<TopologyNetwork> {
  for (let attempt = 1; ; attempt++) {
    throwIfCancelled(signal);
    const chosen = await letEngineChoose(engine, options, signal);
    throwIfCancelled(signal);
    try {
      const made = await make(engine, options, chosen);
      if (!signal?.aborted) return { ...made, name: options.name };
      await removeNetwork(engine, made.id);
      throwIfCancelled(signal);
    } catch (error) {
      if (attempt === ATTEMPTS || !/overlaps/i.test(engineWords(error))) throw error;
    }
  }
}

async function letEngineChoose(
  engine: Engine,
  options: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
  signal: AbortSignal | undefined,
): Promise<Addresses> {
  const { id } = await make(engine, options, undefined);
  try {
    const what = text('The address range of network {0} could not be read', options.name);
    const info: Dockerode.NetworkInspectInfo = await request(
      engine,
      what,
      () => engine.docker.getNetwork(id).inspect(),
      { signal },
    );
    const config = info.IPAM?.Config?.find((entry) => /^[\d.]+\/\d+$/.test(entry.Subnet ?? ''));
    if (!config?.Subnet)
      throw new Failure(what, { why: 'the engine gave it no IPv4 subnet', remedies: ['showLog'] });
    // Some engines leave the gateway out before the first container: it is then the first address.
    const gateway = config.Gateway || config.Subnet.replace(/\d+\/\d+$/, '1');
    return { subnet: config.Subnet, gateway };
  } finally {
    await removeNetwork(engine, id);
  }
}

/** The caller's signal does not go in: an aborted request may have made the network all the same. */
async function make(
  engine: Engine,
  options: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
  addresses: Addresses | undefined,
): Promise<Addresses & { id: string }> {
  const what = text('Network {0} could not be created', options.name);
  const wish = {
    Name: options.name,
    // Older engines allow two networks of one name unless told otherwise.
    CheckDuplicate: true,
    Driver: 'bridge',
    Labels: { ...options.labels },
    ...(addresses ? { IPAM: { Driver: 'default', Config: [toConfig(addresses)] } } : {}),
  };
  try {
    const made = await request(engine, what, (abortSignal) =>
      engine.docker.createNetwork({ ...wish, abortSignal }),
    );
    return { id: made.id, subnet: addresses?.subnet ?? '', gateway: addresses?.gateway ?? '' };
  } catch (error) {
    if (error instanceof Failure && /no answer within/.test(error.why ?? ''))
      await removeLate(engine, options);
    throw error;
  }
}

function toConfig({ subnet, gateway }: Addresses): { Subnet: string; Gateway: string } {
  return { Subnet: subnet, Gateway: gateway };
}

/** The engine did not answer in time, and may have made the network since: ours are those with all our labels. */
async function removeLate(
  engine: Engine,
  { name, labels }: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
): Promise<void> {
  const ours = (row: NetworkRow): boolean =>
    Object.entries(labels).every(([key, value]) => row.labels[key] === value);
  const late = (await listTopologyNetworks(engine)).filter((row) => row.name === name && ours(row));
  for (const { id } of late) await removeNetwork(engine, id);
}
