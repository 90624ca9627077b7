import type { Check } from '../../model/checks';
import type { Log } from '../../model/log';
import type { Spec } from '../../model/spec';
import type { Lab } from '../../topology/lab';
import type { Timelines } from '../../topology/timeline';

/** What commands work with; the composition root makes it. */
export interface Parts {
  readonly lab: Lab;
  readonly log: Log;
  /** Where operations tell what they did. */
  readonly timeline: Timelines;
  /** Asks for a new topology, step by step; undefined when the user leaves. */
  askForTopology(): Promise<{ spec: Spec; password?: string } | undefined>;
  openDashboard(topologyId: string): void;
  inspect(nodeId: string): Promise<void>;
  followLogs(nodeId: string): void;
  showVerifyReport(topologyName: string, checks: readonly Check[]): Promise<void>;
  /** Selects a topology's or a node's row in the tree. */
  reveal(id: string): Promise<void>;
  showLog(): void;
}

/**
 * What a command does. The first argument, if there is one, is the row it was chosen on (a topology's or a node's
 * id), the second all selected rows: as the tree passes them, and as another part of the extension may.
 */
export type Command = (parts: Parts, args: readonly unknown[]) => Promise<void>;
