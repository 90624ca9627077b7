import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectDir, resultsDir } from '../paths';
import { runVisibly } from '../run';
import { failureLine, type Need, type Tier, type TierResult } from './tier';

const endsWithinMs = 75 * 60_000;

/** What we read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  /** Why the file as a whole failed. */
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
}

/** A tier that is a vitest project of the same name. */
export function vitestTier(name: string, needs: readonly Need[]): Tier {
  return {
    name,
    needs,
    filtered: true,
    run: async ({ filters }) => {
      const report = join(resultsDir, `${name}.json`);
      rmSync(report, { force: true });
      const args = [
        'run',
        '--project',
        name,
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${report}`,
      ];
      const program = join(projectDir, 'node_modules', '.bin', 'vitest');
      const limits = { timeoutMs: endsWithinMs, cwd: projectDir };
      return resultOf(report, await runVisibly(program, [...args, ...filters], limits));
    },
  };
}

function resultOf(file: string, status: number): TierResult {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    // Vitest did not get as far as a report: it has said why.
    return { passed: 0, failed: 1, skipped: 0, failures: [] };
  }
  // A file that cannot be loaded fails without any test; an error outside of tests shows in the status alone.
  const broken = report.testResults.filter(isBroken).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 && report.numPassedTests > 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresOf),
  };
}

const isBroken = (file: FileReport): boolean =>
  file.status === 'failed' && file.assertionResults.length === 0;

function failuresOf(file: FileReport): string[] {
  const where = relative(projectDir, file.name);
  if (isBroken(file)) return [failureLine(where, file.message)];
  return file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) =>
      failureLine(`${where} > ${test.fullName}`, test.failureMessages?.[0] ?? 'no reason given'),
    );
}
