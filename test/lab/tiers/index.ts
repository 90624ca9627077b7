import { join } from 'node:path';
import { projectDir } from '../paths';
import { runVisibly } from '../run';
import { hostTier } from './host-tier';
import { oneCheck, type Tier } from './tier';
import { vitestTier } from './vitest-tier';

const limits = { timeoutMs: 5 * 60_000, cwd: projectDir };
const bin = (name: string): string => join(projectDir, 'node_modules', '.bin', name);

/** A tier that is one command: it holds if the command succeeds. */
function command(name: string, program: string, ...args: string[]): Tier {
  const run = async () => oneCheck((await runVisibly(program, args, limits)) === 0);
  return { name, needs: [], filtered: false, run };
}

/** Everything that `npm test` runs, quick ones first. */
export const tiers: readonly Tier[] = [
  command('lint', bin('biome'), 'check', '.'),
  command('types', 'npm', 'run', '--silent', 'types'),
  command('build', process.execPath, 'esbuild.mjs', '--production'),
  vitestTier('unit', ['dist']),
  vitestTier('engine', ['engine', 'images']),
  vitestTier('page', ['dist', 'chromium']),
  hostTier,
  vitestTier('journey', ['dist', 'vsix', 'engine', 'images', 'chromium', 'editor']),
];
