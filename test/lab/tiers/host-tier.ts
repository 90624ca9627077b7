import { join } from 'node:path';
import { runHostSuites } from '../editor/host';
import { projectDir } from '../paths';
import { failureLine, type Tier } from './tier';

/** The mocha suites of test/host, inside the extension host of a real VS Code. */
export const hostTier: Tier = {
  name: 'host',
  needs: ['dist', 'engine', 'images', 'chromium', 'editor'],
  filtered: true,
  run: async ({ filters, say }) => {
    const only = filters.find((filter) => !filter.startsWith('-'));
    const results = await runHostSuites({ suites: join(projectDir, 'test', 'host'), only }, say);
    return {
      passed: results.passed.length,
      failed: results.failed.length,
      skipped: results.pending.length,
      failures: results.failed.map(({ title, message }) => failureLine(title, message)),
    };
  },
};
