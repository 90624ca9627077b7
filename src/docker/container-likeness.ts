import type Dockerode from 'dockerode';

/** What is other in a container that takes another's place. */
export interface ContainerDifference {
  /** Arguments of its command, by what they were. */
  readonly replaceArguments?: ReadonlyMap<string, string>;
  /** What was mounted here is not any more. */
  readonly unmount?: string;
  /** A named volume, made if there is none, mounted here. */
  readonly volume?: { readonly name: string; readonly target: string };
  /** Its present address in its network becomes its own. */
  readonly fixedAddress?: boolean;
  readonly publish?: { readonly port: number; readonly hostIp: string };
}

/** The options with which a container is made that is like another. */
export function likeness(
  old: Dockerode.ContainerInspectInfo,
  difference: ContainerDifference,
): Dockerode.ContainerCreateOptions {
  const { Config, HostConfig } = old;
  const changed = (words: string[] | null | undefined) =>
    words?.map((word) => difference.replaceArguments?.get(word) ?? word);
  const stays = (destination: string) =>
    destination !== difference.unmount && destination !== difference.volume?.target;
  const binds = (HostConfig.Binds ?? []).filter((bind) => stays(bind.split(':')[1] ?? ''));
  const mounts = (HostConfig.Mounts ?? []).filter((mount) => stays(mount.Target));
  const stated = new Set([...binds.map((bind) => bind.split(':')[1]), ...mounts.map((m) => m.Target)]);
  // Volumes that the image asks for have no name in the options: the new container would get empty ones.
  const unnamed = (old.Mounts ?? []).flatMap(({ Type, Name, Destination }) =>
    Type === 'volume' && Name && stays(Destination) && !stated.has(Destination)
      ? [{ Type: 'volume' as const, Source: Name, Target: Destination }]
      : [],
  );
  const { volume, publish } = difference;
  const added = volume ? [{ Type: 'volume' as const, Source: volume.name, Target: volume.target }] : [];
  const tcp = publish ? `${publish.port}/tcp` : '';
  return {
    ...Config,
    // A container that was given no name for itself is called by its id.
    Hostname: old.Id.startsWith(Config.Hostname) ? undefined : Config.Hostname,
    Cmd: changed(Config.Cmd) ?? [],
    Entrypoint: changed(typeof Config.Entrypoint === 'string' ? [Config.Entrypoint] : Config.Entrypoint),
    ExposedPorts: { ...Config.ExposedPorts, ...(publish ? { [tcp]: {} } : {}) },
    HostConfig: {
      ...HostConfig,
      Binds: binds,
      Mounts: [...mounts, ...unnamed, ...added],
      ...(publish
        ? {
            PortBindings: {
              ...HostConfig.PortBindings,
              [tcp]: [{ HostIp: publish.hostIp, HostPort: String(publish.port) }],
            },
          }
        : {}),
    },
    NetworkingConfig: { EndpointsConfig: endpoints(old, difference.fixedAddress === true) },
  };
}

/** The networks it is in, with the addresses and names that it was given; those that engines give by themselves not. */
function endpoints(old: Dockerode.ContainerInspectInfo, fixed: boolean): Dockerode.EndpointsConfig {
  const mode = old.HostConfig.NetworkMode ?? '';
  const named = Object.entries(old.NetworkSettings.Networks ?? {}).filter(
    ([name]) => !['host', 'none', 'bridge'].includes(name) && !mode.startsWith('container:'),
  );
  return Object.fromEntries(
    named.map(([name, network]) => {
      const given = network.IPAMConfig as { IPv4Address?: string } | null | undefined;
      const address = given?.IPv4Address ?? (fixed ? network.IPAddress : undefined);
      const aliases = (network.Aliases ?? []).filter((alias: string) => !old.Id.startsWith(alias));
      return [name, { Aliases: aliases, ...(address ? { IPAMConfig: { IPv4Address: address } } : {}) }];
    }),
  );
}
