import type Dockerode from 'dockerode';
import { text } from '../model/text';
import { type ContainerRow, readContainerRow } from './container-row';
import type { Engine } from './engine';
import { LABEL } from './labels';
import { request } from './request';
import { shortId } from './short-id';

/** The containers that carry our topology label, running or not. @throws Failure, Cancelled. */
export function listTopologyContainers(engine: Engine, signal?: AbortSignal): Promise<ContainerRow[]> {
  return list(engine, { label: [LABEL.topology] }, signal);
}

/** Every container of the engine, running or not. @throws Failure, Cancelled. */
export function listAllContainers(engine: Engine, signal?: AbortSignal): Promise<ContainerRow[]> {
  return list(engine, {}, signal);
}

function list(
  engine: Engine,
  filters: Record<string, string[]>,
  signal?: AbortSignal,
): Promise<ContainerRow[]> {
  const what = text('The containers of "{0}" could not be listed', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<ContainerRow[]> =>
    (await engine.docker.listContainers({ all: true, filters, abortSignal })).map(readContainerRow);
  return request(engine, what, ask, { signal });
}

/** All details that the engine has. @throws Failure, Cancelled. */
export function inspectContainer(
  engine: Engine,
  id: string,
  signal?: AbortSignal,
): Promise<Dockerode.ContainerInspectInfo> {
  const what = text('Container {0} could not be looked at', shortId(id));
  const ask = (abortSignal: AbortSignal): Promise<Dockerode.ContainerInspectInfo> =>
    engine.docker.getContainer(id).inspect({ abortSignal });
  return request(engine, what, ask, { signal });
}
