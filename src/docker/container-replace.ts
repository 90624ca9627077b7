import type Dockerode from 'dockerode';
import { reasonOf } from '../model/failure';
import { text } from '../model/text';
import { renameContainer, startContainer, stopContainer } from './container-life';
import { inspectContainer, listAllContainers } from './container-list';
import { removeContainer } from './container-remove';
import type { Engine } from './engine';
import { LABEL } from './labels';
import { request } from './request';
import { nameBefore, setAsideName } from './set-aside';
import { createVolume } from './volumes';

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

/** A container that took another's place; the other is kept, stopped, until one of the two is chosen. */
export interface Replacement {
  readonly id: string;
  /** The old one goes, with what earlier attempts left; their volumes stay. @throws Failure */
  commit(): Promise<void>;
  /** The new one goes, the old one starts again under its own name. @throws Failure */
  rollback(): Promise<void>;
}

/** A server that saves on its end gets this long. s */
const STOP_SECONDS = 30;

/**
 * Puts a container in the place of another: same name, image, options, volumes and networks but for the difference. The
 * old one is stopped and kept under another name. If the new one does not start, all is as before.
 * @param fill puts into the new one, before its start, what it needs of the old
 * @throws Failure
 */
export async function replaceContainer(
  engine: Engine,
  oldId: string,
  difference: ContainerDifference,
  fill: (newId: string) => Promise<void>,
): Promise<Replacement> {
  const old = await inspectContainer(engine, oldId);
  const present = old.Name.replace(/^\//, '');
  // One that was set aside by somebody who did not get to the end gets its name back.
  const name = nameBefore(present, oldId) ?? present;
  if (name !== present) await removeUnborn(engine, name);
  const ran = old.State.Running;
  await stopContainer(engine, oldId, { timeoutSeconds: STOP_SECONDS });
  if (name === present) await renameContainer(engine, oldId, setAsideName(name, oldId));
  let made: string | undefined;
  const rollback = async () => {
    if (made !== undefined) await removeContainer(engine, made, undefined, true);
    await renameContainer(engine, oldId, name);
    if (ran) await startContainer(engine, oldId);
  };
  try {
    const what = text('Container {0} could not be made anew', name);
    const wish = { name, ...likeness(old, difference) };
    const topology = old.Config.Labels?.[LABEL.topology];
    // A volume for a node of ours goes with its topology, as all that bears its label.
    if (difference.volume && topology !== undefined)
      await createVolume(engine, { name: difference.volume.name, labels: { [LABEL.topology]: topology } });
    made = await request(engine, what, async (abortSignal) => {
      return (await engine.docker.createContainer({ ...wish, abortSignal })).id;
    });
    await fill(made);
    await startContainer(engine, made);
  } catch (error) {
    await rollback().catch((again: unknown) => {
      throw new AggregateError(
        [error, again],
        `${reasonOf(error)}; undoing it failed too: ${reasonOf(again)}`,
      );
    });
    throw error;
  }
  return { id: made, rollback, commit: () => removeSetAside(engine, name) };
}

/** Removes every container that was set aside for another of this name. */
async function removeSetAside(engine: Engine, name: string): Promise<void> {
  const rows = await listAllContainers(engine);
  for (const { facts } of rows.filter((row) => nameBefore(row.facts.name, row.facts.id) === name))
    await removeContainer(engine, facts.id, undefined, true);
}

/** Removes the container that was made to take a place and never started. */
async function removeUnborn(engine: Engine, name: string): Promise<void> {
  const rows = await listAllContainers(engine);
  const unborn = rows.find(({ facts }) => facts.name === name && facts.state === 'created');
  if (unborn) await removeContainer(engine, unborn.facts.id, undefined, true);
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
