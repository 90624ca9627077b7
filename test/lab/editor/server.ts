import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port';
import { projectDir } from '../paths';
import { run } from '../run';
import { vscodeDir } from './install';
import type { Locale } from './language';
import { makeProfile, type Profile, type Settings } from './profile';

const startsWithinMs = 30_000;
const endsWithinMs = 3_000;
const node = join(projectDir, 'node_modules', 'node', 'bin', 'node');

export interface ServerOptions {
  /** VSIX files to install before the start. */
  readonly vsix?: readonly string[];
  /** User settings, on top of quiet ones. */
  readonly settings?: Settings;
  readonly locale?: Locale;
  /** Environment variables of the server, and so of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Port on 127.0.0.1; a free one when not given. */
  readonly port?: number;
  /**
   * For suites inside the extension host only: lets the page load an extension from its folder and report results.
   * Under it VS Code shows no notification and skips modal dialogs, so journeys must not have it.
   */
  readonly testDriver?: boolean;
}

/** A running VS Code server with a throw-away profile. */
export interface EditorServer {
  readonly url: string;
  /** Host and port, the authority of `vscode-remote:` addresses. */
  readonly authority: string;
  readonly profile: Profile;
  readonly logFile: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it with all its hosts and terminals, and removes the profile. */
  stop(): Promise<void>;
}

/** Starts a VS Code server on 127.0.0.1, with extensions installed, ready when it answers. */
export async function startServer(options: ServerOptions = {}): Promise<EditorServer> {
  const profile = makeProfile(options.settings ?? {}, options.locale ?? 'en', options.env ?? {});
  try {
    return await start(profile, options);
  } catch (error) {
    profile.remove();
    throw error;
  }
}

async function start(profile: Profile, options: ServerOptions): Promise<EditorServer> {
  const entry = join(vscodeDir, 'out', 'server-main.js');
  const common = ['--accept-server-license-terms', '--server-data-dir', join(profile.dir, 'server')];
  common.push('--user-data-dir', profile.userDataDir, '--extensions-dir', profile.extensionsDir);
  for (const file of options.vsix ?? []) {
    const args = [entry, ...common, '--install-extension', resolve(file), '--force'];
    await run(node, args, { timeoutMs: 60_000, env: profile.env });
  }

  const port = options.port ?? (await freePort());
  const args = [
    entry,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--without-connection-token',
    ...common,
  ];
  args.push('--disable-telemetry', '--disable-workspace-trust', '--locale', options.locale ?? 'en');
  if (options.testDriver) args.push('--enable-smoke-test-driver');
  const logFile = join(profile.dir, 'server.log');
  // A group of its own: extension hosts, terminals and watchers can be ended together with it.
  const server = spawn(node, args, { env: profile.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = createWriteStream(logFile);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const url = `http://127.0.0.1:${port}`;

  const endNow = (): void => {
    signalGroup(server, 'SIGKILL');
    profile.remove();
  };
  process.once('exit', endNow);
  try {
    await untilAnswers(url, server, logFile);
  } catch (error) {
    process.off('exit', endNow);
    endNow();
    throw error;
  }
  const stop = async (): Promise<void> => {
    process.off('exit', endNow);
    signalGroup(server, 'SIGTERM');
    await Promise.race([ended, sleep(endsWithinMs, undefined, { ref: false })]);
    endNow();
  };
  return { url, authority: `127.0.0.1:${port}`, profile, logFile, ended, stop };
}

async function untilAnswers(url: string, server: ChildProcess, logFile: string): Promise<void> {
  for (const until = Date.now() + startsWithinMs; Date.now() < until; await sleep(50)) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    const answer = await fetch(`${url}/version`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
  }
  throw new Error(
    `the VS Code server did not start on ${url}:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`,
  );
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (server.pid !== undefined) process.kill(-server.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

export interface WorkbenchAddress {
  /** Folder to open; an empty one of the profile when not given. */
  readonly folder?: string;
  /** What the page hands to the workbench, as pairs. */
  readonly payload?: readonly (readonly [string, string])[];
}

/** The address of the workbench page. */
export function workbenchUrl(server: EditorServer, { folder, payload = [] }: WorkbenchAddress = {}): string {
  const url = new URL(server.url);
  url.searchParams.set('folder', resolve(folder ?? server.profile.workspaceDir));
  url.searchParams.set(
    'payload',
    JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]),
  );
  return url.href;
}
