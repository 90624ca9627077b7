import { throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { LABEL } from './labels';
import { request } from './request';

export interface VolumeRow {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Makes a named volume. An engine answers as if it had made it when one of that name exists: who needs an empty one
 * chooses a fresh name. If the signal is aborted meanwhile, nothing is left behind.
 * @throws Failure, Cancelled.
 */
export async function createVolume(
  engine: Engine,
  options: { readonly name: string; readonly labels: Readonly<Record<string, string>> },
  signal?: AbortSignal,
): Promise<void> {
  throwIfCancelled(signal);
  const what = text('Volume {0} could not be created', options.name);
  const wish = { Name: options.name, Labels: { ...options.labels } };
  // The signal does not go into the request: an aborted one may have made the volume all the same.
  await request(engine, what, (abortSignal) => engine.docker.createVolume({ ...wish, abortSignal }));
  if (signal?.aborted) await removeVolume(engine, options.name);
  throwIfCancelled(signal);
}

/** Removes a volume and what is in it; one that is gone is fine. @throws Failure (also while it is used), Cancelled. */
export async function removeVolume(engine: Engine, name: string, signal?: AbortSignal): Promise<void> {
  const what = text('Volume {0} could not be removed', name);
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    await engine.docker.getVolume(name).remove({ abortSignal });
  };
  try {
    await request(engine, what, ask, { signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Whether there is a volume of that name. @throws Failure, Cancelled. */
export async function hasVolume(engine: Engine, name: string, signal?: AbortSignal): Promise<boolean> {
  const what = text('The volumes of "{0}" could not be listed', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<boolean> => {
    // A filter finds every volume whose name holds the words.
    const { Volumes } = await engine.docker.listVolumes({ filters: { name: [name] }, abortSignal });
    return (Volumes ?? []).some((row) => row.Name === name);
  };
  return request(engine, what, ask, { signal });
}

/** The volumes that carry our topology label. @throws Failure, Cancelled. */
export function listTopologyVolumes(engine: Engine, signal?: AbortSignal): Promise<VolumeRow[]> {
  return list(engine, LABEL.topology, signal);
}

/** The volumes of saved data. @throws Failure, Cancelled. */
export function listSavedVolumes(engine: Engine, signal?: AbortSignal): Promise<VolumeRow[]> {
  return list(engine, LABEL.saved, signal);
}

function list(engine: Engine, label: string, signal: AbortSignal | undefined): Promise<VolumeRow[]> {
  const what = text('The volumes of "{0}" could not be listed', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<VolumeRow[]> => {
    const { Volumes } = await engine.docker.listVolumes({
      filters: { label: [label] },
      abortSignal,
    });
    return (Volumes ?? []).map((row) => ({ name: row.Name, labels: row.Labels ?? {} }));
  };
  return request(engine, what, ask, { signal });
}
