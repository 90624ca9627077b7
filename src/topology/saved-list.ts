import type { Engine } from '../docker/engine';
import { LABEL } from '../docker/labels';
import { readSavedRecord } from '../docker/saved-data-label';
import { listSavedVolumes } from '../docker/volumes';
import type { SavedData } from '../model/saved-data/saved-data';

/** Saved data whose saving was broken off with its window, or goes on in another one: of no use, but there. */
export interface UnfinishedSave {
  readonly id: string;
  readonly name: string;
  /** The name of the topology that it is of. */
  readonly topology: string;
}

export interface SavedList {
  /** The youngest first. */
  readonly saved: readonly SavedData[];
  readonly unfinished: readonly UnfinishedSave[];
}

/** All data that is saved on an engine, from its volumes' labels. @throws Failure, Cancelled */
export async function listSavedData(engine: Engine, signal?: AbortSignal): Promise<SavedList> {
  const volumes = await listSavedVolumes(engine, signal);
  const saved = volumes.flatMap(({ labels }) => readSavedRecord(labels) ?? []).sort((a, b) => b.at - a.at);
  const complete = new Set(saved.map(({ id }) => id));
  const rest = new Map<string, UnfinishedSave>();
  for (const { labels } of volumes) {
    const id = labels[LABEL.saved] ?? '';
    if (complete.has(id)) continue;
    rest.set(id, { id, name: labels[LABEL.savedName] ?? id, topology: labels[LABEL.savedFrom] ?? '' });
  }
  return { saved, unfinished: [...rest.values()] };
}
