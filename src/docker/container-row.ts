import type Dockerode from 'dockerode';
import type { ContainerFacts, ContainerState } from '../model/snapshot';
import { type NodeLabels, readNodeLabels } from './labels';

/** A container as the engine lists it. */
export interface ContainerRow {
  readonly facts: ContainerFacts;
  /** Undefined when it is not a node of ours, or its labels are not sound. */
  readonly labels: NodeLabels | undefined;
  readonly rawLabels: Readonly<Record<string, string>>;
  /** Its addresses, one for each network that it is in; none while it does not run, or in the host's network. */
  readonly addresses: readonly ContainerAddress[];
  /** The names of the networks that it is in, or will be when it runs. */
  readonly networks: readonly string[];
  /** TCP ports that it publishes, or that its image says it listens on. */
  readonly ports: readonly ContainerPort[];
  /** It has no network of its own: its ports are the engine's host's. */
  readonly hostNetwork: boolean;
  /** What it runs, as one line. May hold secrets: for looking at only, never to be shown or kept. */
  readonly command: string;
  /** ms since 1970 on the engine's clock. */
  readonly createdAt: number;
}

export interface ContainerAddress {
  readonly network: string;
  readonly ip: string;
  /** How the engine's host is called in that network. */
  readonly gateway: string | undefined;
}

export interface ContainerPort {
  readonly inside: number;
  /** On the engine's host; undefined when not published. */
  readonly outside: number | undefined;
}

const STATES: readonly string[] = [
  'created',
  'running',
  'paused',
  'restarting',
  'exited',
  'dead',
  'removing',
] satisfies ContainerState[];

/** Reads one entry of the engine's list; what it leaves out (engines differ) becomes undefined. */
export function readContainerRow(info: Dockerode.ContainerInfo): ContainerRow {
  const rawLabels = info.Labels ?? {};
  const labels = readNodeLabels(rawLabels);
  const [networkName, network] = chooseNetwork(info);
  const volumes = (info.Mounts ?? []).filter((mount) => mount.Type === 'volume' && mount.Name);
  const published = publishedPort(info, labels?.port);
  const volume = volumes.find((mount) => mount.Destination === '/data') ?? volumes[0];
  return {
    facts: {
      id: info.Id,
      name: (info.Names?.[0] ?? info.Id.slice(0, 12)).replace(/^\//, ''),
      image: info.Image,
      state: isState(info.State) ? info.State : 'dead',
      status: info.Status,
      ip: network?.IPAddress || fixedAddress(network) || undefined,
      publishedPort: published?.PublicPort,
      publishedOn: published?.IP || undefined,
      networkName,
      volumeName: volume?.Name,
    },
    labels,
    rawLabels,
    addresses: addresses(info),
    networks: Object.keys(info.NetworkSettings?.Networks ?? {}),
    ports: ports(info),
    hostNetwork: info.HostConfig?.NetworkMode === 'host',
    command: info.Command ?? '',
    createdAt: info.Created * 1000,
  };
}

function isState(state: string): state is ContainerState {
  return STATES.includes(state);
}

/** The network it was made in; a fault may have taken it out of that one, or put it into another besides. */
function chooseNetwork(
  info: Dockerode.ContainerInfo,
): [string | undefined, Dockerode.NetworkInfo | undefined] {
  const networks = info.NetworkSettings?.Networks ?? {};
  const mode = info.HostConfig?.NetworkMode ?? '';
  const made = networks[mode];
  if (made) return [mode, made];
  const [first] = Object.entries(networks);
  return first ?? [undefined, undefined];
}

function addresses(info: Dockerode.ContainerInfo): ContainerAddress[] {
  return Object.entries(info.NetworkSettings?.Networks ?? {}).flatMap(([network, { IPAddress, Gateway }]) =>
    IPAddress ? [{ network, ip: IPAddress, gateway: Gateway || undefined }] : [],
  );
}

function ports(info: Dockerode.ContainerInfo): ContainerPort[] {
  return (info.Ports ?? [])
    .filter((port) => port.Type === 'tcp')
    .map((port) => ({ inside: port.PrivatePort, outside: port.PublicPort || undefined }));
}

function fixedAddress(network: Dockerode.NetworkInfo | undefined): string | undefined {
  const config: unknown = network?.IPAMConfig;
  if (typeof config !== 'object' || config === null || !('IPv4Address' in config)) return undefined;
  return typeof config.IPv4Address === 'string' ? config.IPv4Address : undefined;
}

/** Without labels, the published port of the lowest container port: it is what people publish a server on. */
function publishedPort(info: Dockerode.ContainerInfo, port: number | undefined): Dockerode.Port | undefined {
  const published = (info.Ports ?? []).filter((p) => p.PublicPort && p.Type === 'tcp');
  if (port !== undefined) return published.find((p) => p.PrivatePort === port);
  return published.sort((a, b) => a.PrivatePort - b.PrivatePort)[0];
}
