import type { SavedData, SavedShard } from '../model/saved-data/saved-data';
import type { Shape } from '../model/spec';
import { LABEL } from './labels';
import { readSpec } from './spec-label';

/** Of the record. */
const VERSION = 1;

const SHAPES: readonly unknown[] = ['replication', 'sentinel', 'cluster'] satisfies Shape[];

/** The labels of the volume that holds the files; alone they say that the saving was not finished. */
export function filesLabels(id: string, name: string, topology: string): Record<string, string> {
  return { [LABEL.saved]: id, [LABEL.savedName]: name, [LABEL.savedFrom]: topology };
}

/** The labels of the volume that is made last, which says that all is there, and what it is. */
export function recordLabels(saved: SavedData): Record<string, string> {
  const { id, name, topology } = saved;
  return {
    ...filesLabels(id, name, topology.name),
    [LABEL.savedRecord]: JSON.stringify({ version: VERSION, ...saved }),
  };
}

/** Reads a record back. Anybody can write labels: what is not complete and sound gives undefined, never an error. */
export function readSavedRecord(labels: Readonly<Record<string, string>>): SavedData | undefined {
  const id = labels[LABEL.saved];
  const record = parsed(labels[LABEL.savedRecord]);
  if (!record || record.version !== VERSION || record.id !== id) return undefined;
  const { name, topology, shape, server, at, shards } = record;
  if (typeof name !== 'string' || typeof server !== 'string' || !isNumber(at)) return undefined;
  if (!isOrigin(topology) || !isShape(shape)) return undefined;
  if (!Array.isArray(shards) || shards.length === 0 || !shards.every(isShard)) return undefined;
  const spec = readSpec(JSON.stringify(record.spec), shape);
  return { id: record.id, name, topology, shape, spec, server, at, shards };
}

function parsed(json: string | undefined): (Record<string, unknown> & { id: string }) | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '');
    return isRecord(value) && typeof value.id === 'string' ? { ...value, id: value.id } : undefined;
  } catch {
    // Not JSON: somebody else's label.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const isShape = (value: unknown): value is Shape => SHAPES.includes(value);

const isOrigin = (value: unknown): value is SavedData['topology'] =>
  isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string';

/** A file's name becomes part of a path: no folder may be in it. */
const isShard = (value: unknown): value is SavedShard =>
  isRecord(value) &&
  typeof value.node === 'string' &&
  typeof value.file === 'string' &&
  /^(?!\.+$)[\w.-]+$/.test(value.file) &&
  isNumber(value.keys) &&
  isNumber(value.bytes);
