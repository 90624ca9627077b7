import { homedir } from 'node:os';
import { ConfigurationTarget, type Disposable, workspace } from 'vscode';
import { type Endpoint, resolveEndpoint } from '../docker/endpoint';
import type { DiscoverySettings } from '../topology/found/finder';

const SECTION = 'redisTopologyLab';
const DOCKER_CONTEXT = 'docker.context';
const DISCOVERY = 'discovery.enabled';
const IGNORE = 'discovery.ignore';
const POLL_INTERVAL = 'pollInterval';
const BLOCK_BUDGET = 'migration.blockBudgetMs';

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

  /** How long one command may keep a master busy while slots are moved, ms. */
  blockBudgetMs(): number {
    const asked = workspace.getConfiguration(SECTION).get<number>(BLOCK_BUDGET, 20);
    return Math.min(Math.max(asked, 1), 1000);
  },

  /** Whether topologies that we did not make are shown, and which containers are left alone. */
  discovery(): DiscoverySettings {
    const asked = workspace.getConfiguration(SECTION);
    return { enabled: asked.get<boolean>(DISCOVERY, true), ignore: asked.get<string[]>(IGNORE, []) };
  },

  /** Leaves containers alone from now on, by name. */
  async ignore(names: readonly string[]): Promise<void> {
    await setIgnored([...new Set([...settings.discovery().ignore, ...names])]);
  },

  async ignoreNoMore(names: readonly string[]): Promise<void> {
    await setIgnored(settings.discovery().ignore.filter((name) => !names.includes(name)));
  },

  onDiscoveryChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.discovery`)) listener();
    });
  },

  /** Calls back when another engine may be meant. */
  onDockerContextChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${DOCKER_CONTEXT}`)) listener();
    });
  },
};

async function setIgnored(names: readonly string[]): Promise<void> {
  const value = names.length > 0 ? names : undefined;
  await workspace.getConfiguration(SECTION).update(IGNORE, value, ConfigurationTarget.Global);
}
