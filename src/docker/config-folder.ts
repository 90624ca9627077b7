import { join } from 'node:path';

/** The folder of the docker CLI's configuration: DOCKER_CONFIG, or `.docker` in the home folder. */
export function dockerConfigFolder(env: NodeJS.ProcessEnv, home: string): string {
  return env.DOCKER_CONFIG || join(home, '.docker');
}
