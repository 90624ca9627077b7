import type Dockerode from 'dockerode';
import { throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import { removeContainer } from './container-remove';
import type { Engine } from './engine';
import { request } from './request';

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
  /** Made together with the container if there is none of that name. */
  readonly volume?: {
    readonly name: string;
    readonly target: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly capabilities?: readonly string[];
}

/**
 * Creates a container, does not start it, and returns its id. It is never restarted by the engine, gains no
 * privileges and gets 5 s to stop. If the signal is aborted meanwhile, nothing is left behind.
 * @throws Failure, Cancelled.
 */
export async function createContainer(
  engine: Engine,
  options: ContainerOptions,
  signal?: AbortSignal,
): Promise<string> {
  throwIfCancelled(signal);
  const what = text('Container {0} could not be created', options.name);
  // The signal does not go into the request: an aborted one may have made the container all the same.
  const id = await request(
    engine,
    what,
    async (abortSignal) => (await engine.docker.createContainer({ ...describe(options), abortSignal })).id,
    { timeoutMs: 60_000 },
  );
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

function mount({ name, target, labels }: NonNullable<ContainerOptions['volume']>): Dockerode.MountSettings {
  const options = labels
    ? { VolumeOptions: { NoCopy: false, Labels: { ...labels }, DriverConfig: { Name: '', Options: {} } } }
    : {};
  return { Type: 'volume', Source: name, Target: target, ...options };
}
