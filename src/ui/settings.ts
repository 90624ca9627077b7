import { homedir } from 'node:os';
import { ConfigurationTarget, type Disposable, workspace } from 'vscode';
import { type Endpoint, resolveEndpoint } from '../docker/endpoint';
import { type ContainerSettings, USUAL_CONTAINERS } from '../topology/container-settings';
import type { DiscoverySettings } from '../topology/found/discovery-settings';

const SECTION = 'redisTopologyLab';
const DOCKER_CONTEXT = 'docker.context';
const ENGINES_BESIDE = 'docker.contexts';
const DISCOVERY = 'discovery.enabled';
const IGNORE = 'discovery.ignore';
const POLL_INTERVAL = 'pollInterval';
const MEMORY = 'container.memoryMb';
const PIDS = 'container.pidsLimit';
const PUBLISH_ON = 'container.publishOn';
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

  /** The engines that are shown beside the current one: contexts' names and addresses. */
  enginesBeside(): readonly string[] {
    const asked = workspace.getConfiguration(SECTION).get<unknown>(ENGINES_BESIDE, []);
    const names = Array.isArray(asked) ? asked.filter((one) => typeof one === 'string') : [];
    return [...new Set(names.map((one) => one.trim()).filter((one) => one !== ''))];
  },

  async setEnginesBeside(asked: readonly string[]): Promise<void> {
    const value = asked.length > 0 ? asked : undefined;
    await workspace.getConfiguration(SECTION).update(ENGINES_BESIDE, value, ConfigurationTarget.Global);
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

  /** What is wanted of every container that is made. */
  containers(): ContainerSettings {
    const asked = workspace.getConfiguration(SECTION);
    return {
      memoryMb: asked.get<number>(MEMORY, USUAL_CONTAINERS.memoryMb),
      pidsLimit: asked.get<number>(PIDS, USUAL_CONTAINERS.pidsLimit),
      publishOn: asked.get<string>(PUBLISH_ON, USUAL_CONTAINERS.publishOn),
    };
  },

  /** Calls back when ports are to be published elsewhere from now on. */
  onPublishOnChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${PUBLISH_ON}`)) listener();
    });
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

  /** Calls back when other engines may be meant. */
  onDockerContextChange(listener: () => void): Disposable {
    return workspace.onDidChangeConfiguration((change) => {
      const names = [DOCKER_CONTEXT, ENGINES_BESIDE];
      if (names.some((name) => change.affectsConfiguration(`${SECTION}.${name}`))) listener();
    });
  },
};

async function setIgnored(names: readonly string[]): Promise<void> {
  const value = names.length > 0 ? names : undefined;
  await workspace.getConfiguration(SECTION).update(IGNORE, value, ConfigurationTarget.Global);
}
