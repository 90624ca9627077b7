import { text } from '../model/text';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { LABEL } from './labels';
import { request } from './request';

export interface NetworkRow {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** ms since 1970. */
  readonly createdAt: number;
}

/** Removes a network; one that is gone is fine. @throws Failure (also while containers use it), Cancelled. */
export async function removeNetwork(engine: Engine, nameOrId: string, signal?: AbortSignal): Promise<void> {
  const what = text('Network {0} could not be removed', nameOrId.slice(0, 60));
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const options = { abortSignal };
    await engine.docker.getNetwork(nameOrId).remove(options);
  };
  try {
    await request(engine, what, ask, { signal });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** The networks that carry our topology label. @throws Failure, Cancelled. */
export function listTopologyNetworks(engine: Engine, signal?: AbortSignal): Promise<NetworkRow[]> {
  const what = text('The networks of "{0}" could not be listed', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<NetworkRow[]> => {
    const rows = await engine.docker.listNetworks({ filters: { label: [LABEL.topology] }, abortSignal });
    return rows.map((row) => ({
      id: row.Id,
      name: row.Name,
      labels: row.Labels ?? {},
      createdAt: Date.parse(row.Created) || 0,
    }));
  };
  return request(engine, what, ask, { signal });
}
