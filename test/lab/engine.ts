import { canInstallPackages, findProgram, installPackages } from './debian';
import { startDaemon } from './dockerd';
import { tryRun } from './run';
import type { Say } from './say';

export interface Engine {
  /** The server's version, such as 20.10.24. */
  readonly version: string;
  /** Whether this run started it. */
  readonly ours: boolean;
  /** Ends the engine if this run started it; otherwise does nothing. */
  stop(): Promise<void>;
}

/**
 * Finds a Docker engine: the one that the user's `docker` reaches (DOCKER_HOST, current context, standard socket);
 * only if none answers, and we are root on Debian, one is installed and started.
 */
export async function findEngine(say: Say): Promise<Engine> {
  const found = await askEngine();
  if ('version' in found) return notOurs(found.version, say);
  if (await isSomewhereElse())
    throw new Error(`the Docker engine of your settings does not answer: ${found.why}`);
  if (/permission denied/i.test(found.why))
    throw new Error(`no right to use the Docker engine: ${found.why}`);
  if (!canInstallPackages()) {
    throw new Error(
      `no Docker engine answers (${found.why}); start one, or run as root on Debian to have it started`,
    );
  }

  say('no Docker engine answers');
  const missing = [
    ...(findProgram('dockerd') ? [] : ['docker.io']),
    ...(findProgram('iptables') ? [] : ['iptables']),
  ];
  if (missing.length > 0) await installPackages(missing, say);
  const daemon = await startDaemon(async () => 'version' in (await askEngine()), say);
  const started = await askEngine();
  if (!('version' in started)) throw new Error(`the Docker engine has gone again: ${started.why}`);
  if (!daemon) return notOurs(started.version, say);
  say(`Docker engine ${started.version} is ready`);
  return {
    version: started.version,
    ours: true,
    stop: async () => {
      say('stopping the Docker engine that we started');
      await daemon.stop();
    },
  };
}

function notOurs(version: string, say: Say): Engine {
  say(`Docker engine ${version} answers`);
  return { version, ours: false, stop: async () => {} };
}

async function askEngine(): Promise<{ version: string } | { why: string }> {
  const answer = await tryRun('docker', ['version', '--format', '{{.Server.Version}}'], {
    timeoutMs: 15_000,
  });
  const version = answer.stdout.trim();
  if (answer.code === 0 && version) return { version };
  return {
    why: answer.trouble ?? (answer.stderr.trim().split('\n').at(-1) || 'docker version says nothing'),
  };
}

/** Whether DOCKER_HOST or the current context point to some other place than where our daemon would listen. */
async function isSomewhereElse(): Promise<boolean> {
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const answer = await tryRun('docker', args, { timeoutMs: 15_000 });
  const host = process.env.DOCKER_HOST || (answer.code === 0 ? answer.stdout.trim() : '');
  return host !== '' && !/^unix:\/\/\/(var\/)?run\/docker\.sock$/.test(host);
}
