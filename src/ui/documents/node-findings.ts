import type { ClusterView } from '../../model/cluster-view';
import type { SentinelView } from '../../model/sentinel-view';
import type { Text } from '../../model/text';
import type { ConfigFile } from './config-section';
import type { ContainerDetails } from './container-sections';

/** Something that was asked for: it is known, or why not. */
export type Found<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'unknown'; readonly why: Text };

/** What a node's server answered. */
export type ServerFound =
  | {
      readonly kind: 'data';
      readonly info: ReadonlyMap<string, string>;
      /** CONFIG GET; undefined when the server refuses it. */
      readonly config: ReadonlyMap<string, string> | undefined;
      readonly cluster: ClusterView | undefined;
    }
  | {
      readonly kind: 'sentinel';
      readonly info: ReadonlyMap<string, string>;
      readonly myId: string;
      readonly views: readonly SentinelView[];
    };

/** Everything that was found out about a node at one time. */
export interface NodeFindings {
  /** ms since 1970. */
  readonly at: number;
  readonly container: Found<ContainerDetails>;
  readonly server: Found<ServerFound>;
  /** Undefined: it has none. */
  readonly file: ConfigFile | undefined;
}
