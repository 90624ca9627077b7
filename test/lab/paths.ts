import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const projectDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What a run leaves for people to look at: screenshots, test results, logs. Ignored by git. */
export const resultsDir = join(projectDir, 'test-results');

/** What is dear to fetch and the same for every checkout: the editor, Debian packages. */
export const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'redis-topology-lab');
