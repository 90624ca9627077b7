import type { SentinelView } from '../../sentinel-view';
import type { TopologySnapshot } from '../../snapshot';
import { type SentinelNode, sentinelsIn } from '../nodes';

/** A sentinel that answers and monitors something. */
export type Opinion = SentinelNode & { readonly view: SentinelView };

export const opinionsIn = (snapshot: TopologySnapshot): Opinion[] =>
  sentinelsIn(snapshot).filter((s): s is Opinion => s.view !== undefined);

export const addressIn = ({ masterIp, masterPort }: SentinelView): string => `${masterIp}:${masterPort}`;
export const idsOfSentinels = (sentinels: readonly SentinelNode[]): readonly string[] =>
  sentinels.map((s) => s.node.id);
export const isDown = (flags: readonly string[]): boolean =>
  flags.some((f) => f === 's_down' || f === 'o_down' || f === 'disconnected');

/** Sentinels that one knows of, itself included. */
export const knownSentinels = (view: SentinelView): number => 1 + view.otherSentinels.length;
