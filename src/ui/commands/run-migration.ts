import { window } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { MigrationEnd, MigrationResult } from '../../model/moves/migration';
import { migrationEnd, migrationLine } from '../../model/moves/migration-words';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Work } from '../../operations/work';
import { failureSentence } from '../failure-sentence';
import { show } from '../localise';
import type { Parts } from './parts';
import { workInNotification } from './progress';

/**
 * Runs a migration with a notification that shows how it goes and can cancel it, also while no dashboard is open.
 * How it ended stands in the dashboard and in the timeline afterwards.
 * @throws what `act` throws
 */
export async function runMigration(
  parts: Parts,
  topology: TopologySnapshot,
  title: string,
  act: (work: Work) => Promise<MigrationResult>,
): Promise<void> {
  const { log, migrations } = parts;
  const result = await workInNotification(log, title, true, (work, report) => {
    const end = migrations.onChange((id) => {
      const progress = id === topology.id ? migrations.of(id) : undefined;
      if (progress) report(migrationLine(progress));
    });
    return concludedMigration(parts, topology, () => act(work).finally(end));
  });
  void window.showInformationMessage([migrationEnd(result), ...result.remarks].map(show).join(' '));
}

/** Runs a migration and tells dashboard and timeline how it ended. @throws what `act` throws */
export async function concludedMigration(
  parts: Parts,
  topology: TopologySnapshot,
  act: () => Promise<MigrationResult>,
): Promise<MigrationResult> {
  const { lab } = parts;
  try {
    const result = await act();
    const { outcome, remarks } = result;
    conclude(parts, topology, { at: lab.now(), outcome, what: migrationEnd(result), remarks });
    return result;
  } catch (error) {
    conclude(parts, topology, { at: lab.now(), ...broken(error), remarks: [] });
    throw error;
  }
}

function broken(error: unknown): Pick<MigrationEnd, 'outcome' | 'what'> {
  if (error instanceof Cancelled) return { outcome: 'cancelled', what: text('Moving slots was cancelled.') };
  const why = error instanceof Failure ? failureSentence(error) : reasonOf(error);
  return { outcome: 'failed', what: text('Moving slots failed: {0}', why) };
}

function conclude({ migrations, timeline }: Parts, topology: TopologySnapshot, end: MigrationEnd): void {
  const severity = end.outcome === 'done' ? 'good' : end.outcome === 'failed' ? 'error' : 'info';
  migrations.conclude(topology.id, end);
  timeline.note(topology.id, { severity, what: end.what, nodes: [] });
}
