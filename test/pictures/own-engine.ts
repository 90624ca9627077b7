import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyImage } from '../lab/engines/docker-at';
import { SecondDockerd } from '../lab/engines/second-dockerd';

/** The name that pictures show for it. */
const CONTEXT = 'laptop';

/** An engine on which nothing else runs, so that pictures show what they are of; a Docker context gives it a name. */
export default async function ownEngine(): Promise<() => Promise<void>> {
  const engine = await SecondDockerd.make();
  await copyImage('redis:8.0', engine.host);
  const folder = mkdtempSync(join(tmpdir(), 'pictures-docker-'));
  const meta = join(folder, 'contexts', 'meta', createHash('sha256').update(CONTEXT).digest('hex'));
  mkdirSync(meta, { recursive: true });
  const context = { Name: CONTEXT, Metadata: {}, Endpoints: { docker: { Host: engine.host } } };
  writeFileSync(join(meta, 'meta.json'), JSON.stringify(context));
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ currentContext: CONTEXT }));
  delete process.env.DOCKER_HOST;
  process.env.DOCKER_CONFIG = folder;
  return async () => {
    await engine.dispose();
    rmSync(folder, { recursive: true });
  };
}
