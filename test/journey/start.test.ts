import { expect, test } from 'vitest';
import { withLock } from '../lab/lock';
import { projectDir } from '../lab/paths';
import { tryRun } from '../lab/run';
import { eventually } from './eventually';
import { Ground } from './ground';

/** The name of what `npm start` makes; it is always the same. */
const SAMPLE = 'sample';

test('npm start -- --check does all that a first user needs, and cleans up', async () => {
  const ground = new Ground();
  // The packed extension of this run is not given to it: it builds and packs, as for a user.
  const { LAB_VSIX: _, ...env } = process.env;
  try {
    await withLock('journey-start', async () => {
      // Somebody else's sample is theirs: it would be taken for ours, and removed at the end.
      await eventually('nobody else has a sample', 60_000, async () =>
        (await ground.has(SAMPLE)) ? 'there is one' : true,
      );
      const { code, stdout, stderr, trouble } = await tryRun('npm', ['start', '--', '--check'], {
        cwd: projectDir,
        timeoutMs: 150_000,
        env,
      });
      expect({ code, trouble }, `${stdout}\n${stderr}`).toEqual({ code: 0, trouble: undefined });
      expect(stdout).toMatch(/name\s+address\s+port\s+role\s+container/);
      for (const node of ['sentinel-1', 'sentinel-2', 'sentinel-3'])
        expect(stdout).toMatch(new RegExp(`^\\s*${node}\\s+127\\.0\\.0\\.1:\\d+`, 'm'));
      expect(
        stdout.match(new RegExp(`^\\s*${SAMPLE}-\\d+\\s.*\\b(master|replica)\\b.*\\b[0-9a-f]{12}\\b`, 'gm')),
      ).toHaveLength(3);
      expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
      expect(stdout).toMatch(/healthy.*2 of 2 replicas in sync.*3 of 3 sentinels agree/);
      await ground.gone(SAMPLE);
    });
  } finally {
    await ground.dispose();
  }
});
