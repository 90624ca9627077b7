import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { HostResults } from './host-results';

/**
 * What the extension host runs as its tests (bundled together with them): the mocha suites of the files, whose
 * outcome is written to the file named by LAB_RESULTS. An extension host that dies is reported by VS Code as a
 * success, so whoever started it believes that file alone.
 */
export function runSuites(load: () => void): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 20_000, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  load();
  const file = process.env.LAB_RESULTS;
  if (!file) throw new Error('LAB_RESULTS does not say where the results go');
  const only = process.env.LAB_GREP;
  if (only) mocha.fgrep(only);
  return new Promise((done, fail) => {
    const results: HostResults = { passed: [], failed: [], pending: [] };
    const runner = mocha.run((failures) => {
      writeFileSync(file, JSON.stringify(results));
      if (failures > 0) fail(new Error(`${failures} failed`));
      else done();
    });
    runner.on('pass', (test) => results.passed.push(test.fullTitle()));
    runner.on('pending', (test) => results.pending.push(test.fullTitle()));
    runner.on('fail', (test, error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      results.failed.push({ title: test.fullTitle(), message });
    });
  });
}
