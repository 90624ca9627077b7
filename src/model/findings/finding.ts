import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import type { Text } from '../text';
import type { Remedy } from './remedy';

export type FindingSeverity = 'error' | 'warning' | 'info';

/** What one node said, in its own words (a field of a reply, a line of a log): these are never translated. */
export interface Said {
  /** The node's name. */
  readonly node: string;
  readonly words: string;
}

/** Something that is wrong, as one rule sees it in one snapshot. */
export interface Found {
  /** What tells it from others of the same rule: a node's id, say. Equal as long as it is the same trouble. */
  readonly about: string;
  readonly severity: FindingSeverity;
  /** One sentence. */
  readonly what: Text;
  /** Why it matters. */
  readonly why: Text;
  /** Ids of the nodes that it is about. */
  readonly nodes: readonly string[];
  readonly evidence: readonly Said[];
  readonly remedy: Remedy;
}

export interface Finding extends Found {
  /** `<rule>/<about>`: the same as long as the trouble is. */
  readonly id: string;
  readonly rule: string;
  /** Since when it has been seen, ms since 1970. */
  readonly since: number;
}

export interface Rule {
  readonly id: string;
  /** How long it must have been so before it is told, ms: what passes by itself is no finding. */
  readonly afterMs: number;
  /** Pure: everything it knows is in the snapshot. */
  readonly find: (snapshot: TopologySnapshot) => readonly Found[];
}

export const said = (node: NodeSnapshot, words: string): Said => ({ node: node.name, words });
export const namesOf = (nodes: readonly { readonly name: string }[]): string =>
  nodes.map((n) => n.name).join(', ');
export const idsOf = (nodes: readonly NodeSnapshot[]): readonly string[] => nodes.map((n) => n.id);
