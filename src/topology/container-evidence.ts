import type { inspectContainer } from '../docker/containers';
import type { ContainerEvidence, Mount, NetworkEvidence } from '../model/evidence';

type Inspected = Awaited<ReturnType<typeof inspectContainer>>;

/** A container that runs, and the port of the engine's host that it has. */
export interface PortHolder {
  readonly id: string;
  readonly name: string;
  readonly port: number | undefined;
}

/** What findings need of a container, from the engine's own description. */
export function containerEvidence(inspected: Inspected, holders: readonly PortHolder[]): ContainerEvidence {
  const { HostConfig, State, NetworkSettings, Mounts } = inspected;
  return {
    image: inspected.Config.Image,
    imageId: inspected.Image,
    restartPolicy: HostConfig.RestartPolicy?.Name || 'no',
    restartCount: inspected.RestartCount ?? 0,
    oomKilled: State.OOMKilled === true,
    memoryLimit: HostConfig.Memory ?? 0,
    networks: Object.entries(NetworkSettings.Networks ?? {}).map(
      ([name, network]): NetworkEvidence => ({
        name,
        address: network?.IPAddress ?? '',
        isFixed: Boolean((network?.IPAMConfig as { IPv4Address?: string } | null | undefined)?.IPv4Address),
      }),
    ),
    mounts: (Mounts ?? []).map(
      (m): Mount => ({
        type: m.Type ?? 'bind',
        destination: m.Destination,
        source: m.Name ?? m.Source ?? '',
        writable: m.RW !== false,
      }),
    ),
    portTaken: takenPort(inspected, holders),
  };
}

/** A port that this container would publish, and that another one has. One that runs has all of its own. */
function takenPort({ Id, State, HostConfig }: Inspected, holders: readonly PortHolder[]) {
  if (State.Running) return undefined;
  const bindings = Object.values((HostConfig.PortBindings ?? {}) as Record<string, { HostPort?: string }[]>);
  const wanted = bindings.flat().map((b) => Number(b?.HostPort ?? 0));
  const holder = holders.find((h) => h.id !== Id && h.port !== undefined && wanted.includes(h.port));
  return holder?.port === undefined ? undefined : { port: holder.port, by: holder.name };
}
