import type Dockerode from 'dockerode';
import { throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import { removeContainer } from './container-remove';
import type { Engine } from './engine';
import { request } from './request';
import { createVolume, removeVolume } from './volumes';

/** What a container is made of. */
export interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  /** Arguments for the image's entry point. */
  readonly command: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly user?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** A network with a fixed address in it. */
  readonly network?: { readonly name: string; readonly ip?: string; readonly aliases: readonly string[] };
  /** Shares the network of this container instead (id or name). */
  readonly joinNetworkOf?: string;
  /** TCP ports, the same number outside. */
  readonly publish?: readonly { readonly port: number; readonly hostIp: string }[];
  /** With labels, a new one, which goes with a container that cannot be made; else one that is there, or is made. */
  readonly volume?: {
    readonly name: string;
    readonly target: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  /** What it keeps of root's powers; none by default. */
  readonly capabilities?: readonly string[];
  /** Bytes and processes that it may have; undefined: no limit. */
  readonly limits?: ContainerLimits;
}

export interface ContainerLimits {
  /** Of main memory; swapping does not add to it. */
  readonly memoryBytes?: number;
  /** Processes and threads together. */
  readonly pids?: number;
}

/**
 * Creates a container, does not start it, and returns its id. It is never restarted by the engine, has none of root's
 * powers but those that are named, gains none, and gets 5 s to stop. If the signal is aborted meanwhile, nothing is left behind.
 * @throws Failure, Cancelled.
 */
export async function createContainer(
  engine: Engine,
  options: ContainerOptions,
  signal?: AbortSignal,
): Promise<string> {
  throwIfCancelled(signal);
  const what = text('Container {0} could not be created', options.name);
  const volume = options.volume?.labels && options.volume;
  // By itself: Podman makes one together with the container, but without its labels, by which it is found again.
  if (volume) await createVolume(engine, { name: volume.name, labels: volume.labels ?? {} }, signal);
  // The signal does not go into the request: an aborted one may have made the container all the same.
  const id = await request(
    engine,
    what,
    async (abortSignal) => (await engine.docker.createContainer({ ...describe(options), abortSignal })).id,
    { timeoutMs: 60_000 },
  ).catch(async (error: unknown) => {
    if (volume) await removeVolume(engine, volume.name);
    throw error;
  });
  if (signal?.aborted) await removeContainer(engine, id);
  throwIfCancelled(signal);
  return id;
}

function describe(options: ContainerOptions): Dockerode.ContainerCreateOptions {
  const { network, volume } = options;
  const published = options.publish ?? [];
  const networkMode = options.joinNetworkOf ? `container:${options.joinNetworkOf}` : network?.name;
  return {
    name: options.name,
    Image: options.image,
    Cmd: [...options.command],
    ...(options.entrypoint ? { Entrypoint: [...options.entrypoint] } : {}),
    ...(options.user ? { User: options.user } : {}),
    Labels: { ...options.labels },
    StopTimeout: 5,
    ExposedPorts: Object.fromEntries(published.map(({ port }) => [`${port}/tcp`, {}])),
    HostConfig: {
      // The server is process 1 itself: what a signal does to it is what the user wants to see.
      Init: false,
      RestartPolicy: { Name: 'no' },
      SecurityOpt: ['no-new-privileges'],
      CapDrop: ['ALL'],
      ...limitsOf(options.limits),
      PortBindings: Object.fromEntries(
        published.map(({ port, hostIp }) => [`${port}/tcp`, [{ HostIp: hostIp, HostPort: String(port) }]]),
      ),
      ...(networkMode ? { NetworkMode: networkMode } : {}),
      ...(options.capabilities ? { CapAdd: [...options.capabilities] } : {}),
      ...(volume ? { Mounts: [mount(volume)] } : {}),
    },
    ...(network
      ? {
          NetworkingConfig: {
            EndpointsConfig: {
              [network.name]: {
                Aliases: [...network.aliases],
                ...(network.ip ? { IPAMConfig: { IPv4Address: network.ip } } : {}),
              },
            },
          },
        }
      : {}),
  };
}

function limitsOf({ memoryBytes, pids }: ContainerLimits = {}): Dockerode.HostConfig {
  return {
    ...(memoryBytes === undefined ? {} : { Memory: memoryBytes, MemorySwap: memoryBytes }),
    ...(pids === undefined ? {} : { PidsLimit: pids }),
  };
}

function mount({ name, target }: NonNullable<ContainerOptions['volume']>): Dockerode.MountSettings {
  return { Type: 'volume', Source: name, Target: target };
}
