import { homedir } from 'node:os';
import { ConfigurationTarget, type Disposable, workspace } from 'vscode';
import { type Endpoint, resolveEndpoint } from '../docker/endpoint';

const SECTION = 'redisTopologyLab';
const DOCKER_CONTEXT = 'docker.context';
const POLL_INTERVAL = 'pollInterval';

/** The extension's settings, read anew each time. */
export const settings = {
  /** A context's name or an engine's address; empty: what the docker command would use. */
  dockerContext(): string {
    return workspace.getConfiguration(SECTION).get<string>(DOCKER_CONTEXT, '').trim();
  },

  /** The engine that is meant. @throws Failure when it cannot be found out. */
  endpoint(): Promise<Endpoint> {
    return resolveEndpoint({ setting: settings.dockerContext(), env: process.env, home: homedir() });
  },

  async setDockerContext(value: string): Promise<void> {
    const target = ConfigurationTarget.Global;
    await workspace.getConfiguration(SECTION).update(DOCKER_CONTEXT, value || undefined, target);
  },

  /** How often nodes are asked while somebody looks, ms. */
  pollIntervalMs(): number {
    const asked = workspace.getConfiguration(SECTION).get<number>(POLL_INTERVAL, 1000);
    return Math.min(Math.max(asked, 250), 60_000);
  },

  /** Calls back when another engine may be meant. */
  onDockerContextChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${DOCKER_CONTEXT}`)) listener();
    });
  },
};
