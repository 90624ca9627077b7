import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { nodeAt } from '../structure';
import type { Note } from './note';
import type { SentinelMessage } from './sentinel-message';

/** The shard that sentinels watch over: a Sentinel topology has one. */
export const SENTINEL_SHARD = 0;

/** What a message is made into words with. */
export interface Heard {
  readonly message: SentinelMessage;
  readonly snapshot: TopologySnapshot;
  /** The sentinel that published it. */
  readonly sentinel: NodeSnapshot;
  /** ms since 1970. */
  readonly at: number;
}

/** Makes a note of what a sentinel says. */
export function says(
  { sentinel, at }: Heard,
  about: string,
  state: string,
  what: Note['what'],
  more: Partial<Note> = {},
): Note {
  const nodes = more.nodes ?? [sentinel.id];
  return { at, kind: 'sentinel', severity: 'info', what, about, state, ...more, nodes };
}

/** The node at an address: its name, or the address where no node of ours has it. */
export function named(snapshot: TopologySnapshot, { ip, port }: { ip: string; port: number }) {
  const node = nodeAt(snapshot, ip, port);
  return { node, name: node?.name ?? `${ip}:${port}` };
}
