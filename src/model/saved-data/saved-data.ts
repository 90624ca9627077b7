import type { Shape, Spec } from '../spec';

/** The data of one master at the moment of saving, as its server wrote it (RDB). */
export interface SavedShard {
  /** The master that it was taken from. */
  readonly node: string;
  /** The file's own name, in the folder of the shard (see {@link shardFolder}). */
  readonly file: string;
  readonly keys: number;
  /** Of the file. */
  readonly bytes: number;
}

/**
 * The data of a topology at one moment, kept on its engine under a name. Passwords are no part of it, and neither is
 * who owned which slots: keys find their owners by themselves when they are put back.
 */
export interface SavedData {
  readonly id: string;
  readonly name: string;
  /** The topology that it was saved from. */
  readonly topology: { readonly id: string; readonly name: string };
  readonly shape: Shape;
  /** With it a topology like the one it was saved from can be made; undefined for those that others made. */
  readonly spec: Spec | undefined;
  /** Such as "valkey 9.1.0". */
  readonly server: string;
  /** ms since 1970, on the clock of the machine that saved it. */
  readonly at: number;
  readonly shards: readonly SavedShard[];
}

/** Where the files of saved data are in its volume's container. */
export const SAVED_DIR = '/saved';

export const shardFolder = (index: number) => `shard-${index}`;

/** The volume in which the files are; the record of what they are is a volume of its own beside it. */
export const savedVolume = ({ id, topology }: Pick<SavedData, 'id' | 'topology'>) =>
  `${topology.name.replace(/[^a-zA-Z0-9_.-]/g, '-')}-saved-${id.slice(0, 8)}`;

export const totalKeys = ({ shards }: SavedData) => shards.reduce((sum, shard) => sum + shard.keys, 0);

export const totalBytes = ({ shards }: SavedData) => shards.reduce((sum, shard) => sum + shard.bytes, 0);
