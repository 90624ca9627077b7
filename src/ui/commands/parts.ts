import type { EnvironmentVariableCollection } from 'vscode';
import type { Check } from '../../model/checks';
import type { Log } from '../../model/log';
import type { Spec } from '../../model/spec';
import type { MoveForm } from '../../protocol/to-page';
import type { Examinations } from '../../topology/examination';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Stations } from '../../topology/stations';
import type { Timelines } from '../../topology/timeline';

/** What commands work with on one engine; the composition root makes it. */
export interface Parts {
  readonly lab: Lab;
  /** All engines of this window. */
  readonly stations: Stations;
  /** The same for the engine on which a row, a topology or a node is, by id; for this one where that is not known. */
  at(id: unknown): Parts;
  readonly log: Log;
  /** Where operations tell what they did. */
  readonly timeline: Timelines;
  /** What moves slots in this window. */
  readonly migrations: Migrations;
  /** What is wrong with what is looked at. */
  readonly examinations: Examinations;
  /** The extension's own version. */
  readonly version: string;
  /** Asks for a new topology, step by step; undefined when the user leaves. */
  askForTopology(): Promise<{ spec: Spec; password?: string } | undefined>;
  /** With a form, if one is wanted, in which slots are moved. */
  openDashboard(topologyId: string, wanted?: WantedForm): void;
  inspect(nodeId: string): Promise<void>;
  followLogs(nodeId: string): void;
  showVerifyReport(topologyName: string, checks: readonly Check[]): Promise<void>;
  /** Selects a topology's or a node's row in the tree. */
  reveal(id: string): Promise<void>;
  /** What terminals that are opened from now on have in their environment. */
  readonly terminalEnvironment: EnvironmentVariableCollection;
  /** A folder of the extension's own, which need not exist yet. */
  readonly storageFolder: string;
  showLog(): void;
}

/** A form that a dashboard opens with, and the node that is chosen in it. */
export interface WantedForm {
  readonly form: MoveForm;
  readonly node?: string;
}

/**
 * What a command does. The first argument, if there is one, is the row it was chosen on (a topology's or a node's
 * id), the second all selected rows: as the tree passes them, and as another part of the extension may.
 */
export type Command = (parts: Parts, args: readonly unknown[]) => Promise<void>;
