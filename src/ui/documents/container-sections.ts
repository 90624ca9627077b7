import { shortId } from '../../model/format';
import { text } from '../../model/text';
import { type Row, rows, type Section } from './document';
import { maskCommand } from './mask';
import { when } from './times';

/** What we show of the engine's own description of a container. */
export interface ContainerDetails {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly Created: string;
  readonly Path?: string;
  readonly Args?: readonly string[];
  readonly Config: { readonly Image: string };
  readonly State: {
    readonly Status: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly Error?: string;
  };
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress?: string; readonly Gateway?: string }>>;
    readonly Ports: Readonly<
      Record<string, readonly { HostIp: string; HostPort: string }[] | null | undefined>
    >;
  };
  readonly Mounts: readonly {
    readonly Name?: string;
    readonly Source?: string;
    readonly Destination: string;
  }[];
}

/** The container a node runs in, and how it is reached. */
export function containerSections(container: ContainerDetails): Section[] {
  const { State: state, Config: config } = container;
  const ended = state.Status !== 'running' && state.Status !== 'paused' && state.Status !== 'created';
  return [
    {
      title: text('Container'),
      parts: [
        rows(
          [text('Name'), container.Name.replace(/^\//, '')],
          [text('Id'), shortId(container.Id)],
          [text('Image'), config.Image],
          [text('Image id'), shortId(container.Image.replace(/^sha256:/, ''))],
          [text('Command'), maskCommand([container.Path ?? '', ...(container.Args ?? [])]).trim()],
          [text('State'), state.Status],
          [text('Started'), when(state.StartedAt)],
          [text('Ended'), ended ? when(state.FinishedAt) : undefined],
          [text('Exit code'), ended ? String(state.ExitCode) : undefined],
          [text('Killed for lack of memory'), state.OOMKilled ? text('yes') : undefined],
          [text('Error'), state.Error],
          [text('Created'), when(container.Created)],
        ),
      ],
    },
    { title: text('Network'), parts: [rows(...networkRows(container), ...portRows(container))] },
    { title: text('Volumes'), parts: [rows(...volumeRows(container))] },
  ];
}

type Given = readonly [Row['name'], Row['value'] | undefined];

function networkRows({ NetworkSettings }: ContainerDetails): Given[] {
  return Object.entries(NetworkSettings.Networks).flatMap(([name, network]): Given[] => [
    [text('Network'), name],
    [text('Address'), network.IPAddress],
    [text('Gateway'), network.Gateway],
  ]);
}

function portRows({ NetworkSettings }: ContainerDetails): Given[] {
  return Object.entries(NetworkSettings.Ports).map(([port, bindings]): Given => {
    const published = (bindings ?? []).map((b) => `${b.HostIp}:${b.HostPort}`).join(', ');
    return [text('Port {0}', port), published === '' ? text('not published') : published];
  });
}

function volumeRows({ Mounts }: ContainerDetails): Given[] {
  return Mounts.map((mount): Given => [text('{0}', mount.Destination), mount.Name ?? mount.Source]);
}
