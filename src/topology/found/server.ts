import type { ContainerRow } from '../../docker/containers';
import type { Answer } from '../../model/snapshot';
import type { Monitored } from './configuration';

/** What a node says when it is well enough to say anything of itself and others. */
export type Told = Extract<Answer, { kind: 'data' | 'sentinel' }>;

/** A server in a container, as grouping sees it. */
export interface FoundServer {
  readonly row: ContainerRow;
  /** Port that it listens on, in its own network. */
  readonly port: number;
  /** Where it is open too, without TLS or with: others may speak of it by that. */
  readonly otherPort?: number | undefined;
  /** Spoken to over TLS: whether it wants a certificate of its clients. */
  readonly tls?: 'server' | 'mutual' | undefined;
  /** Unmistakable among all servers, and the same in every window. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'data' | 'cluster' | 'sentinel';
  /** Names under which it is known in its networks. */
  readonly aliases: readonly string[];
  /** Made by us: others may speak of it, but it belongs to a topology of its own already. */
  readonly ours: boolean;
  /** It has not run since it was first seen: whether it belongs to anybody, others, its files or its command must tell. */
  readonly asleep?: boolean;
  /** What it answers now; undefined when it does not run, or does not answer. */
  readonly told: Told | undefined;
  /** Its cluster, sentinel and run ids, as it last told them. */
  readonly ids: readonly string[];
  /** The topology it was last seen in. */
  readonly before: string | undefined;
  /** What the file of a sentinel that does not run says it would monitor. */
  readonly wouldMonitor?: readonly Monitored[];
  /** Whom the command or file of a data node that does not answer says it would follow. */
  readonly wouldFollow?: { readonly ip: string; readonly port: number } | undefined;
}

/** Whether a port of its container is its own. */
export const listensOn = ({ port, otherPort }: FoundServer, at: number): boolean =>
  port === at || otherPort === at;

/** The ids by which others know who told this. */
export function idsIn(told: Told): string[] {
  const own = told.kind === 'sentinel' ? told.myId : (told.cluster?.myId ?? '');
  return [own, told.server.runId].filter((id) => id !== '');
}

export function kindOfTold(told: Told): FoundServer['kind'] {
  if (told.kind === 'sentinel') return 'sentinel';
  return told.cluster ? 'cluster' : 'data';
}

/** Where a container's port is on the engine's host. In the host's network every port is the host's. */
export function publishedPort({ hostNetwork, ports }: ContainerRow, port: number): number | undefined {
  return hostNetwork ? port : ports.find((p) => p.inside === port && p.outside)?.outside;
}
