import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addLanguage, type Locale } from './language';

export type Settings = Readonly<Record<string, unknown>>;

/** Quiet, deterministic, and nothing that goes to the network. */
const quietSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off',
  'window.dialogStyle': 'custom',
  // A server in a container is no web application to be opened.
  'remote.autoForwardPorts': false,
  // What has been closed is gone at once, from pictures too.
  'workbench.reduceMotion': 'on',
};

/** A throw-away home for one server: user data, extensions, HOME and TMPDIR in one temporary folder. */
export interface Profile {
  readonly dir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** An empty folder, to be opened as the workspace. */
  readonly workspaceDir: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

/** Makes a profile with the user's settings (on top of quiet ones) and display language. */
export function makeProfile(settings: Settings, locale: Locale, env: NodeJS.ProcessEnv): Profile {
  const dir = mkdtempSync(join(tmpdir(), 'topology-lab-editor-'));
  const folder = (name: string): string => {
    mkdirSync(join(dir, name), { recursive: true });
    return join(dir, name);
  };
  const userDataDir = folder('data');
  const extensionsDir = folder('extensions');
  const all = JSON.stringify({ ...quietSettings, ...settings }, null, 2);
  writeFileSync(join(folder('data/User'), 'settings.json'), all);
  addLanguage(locale, userDataDir, dir);
  return {
    dir,
    userDataDir,
    extensionsDir,
    workspaceDir: folder('workspace'),
    env: {
      PATH: process.env.PATH,
      DOCKER_HOST: process.env.DOCKER_HOST,
      DOCKER_CONTEXT: process.env.DOCKER_CONTEXT,
      DOCKER_CONFIG: process.env.DOCKER_CONFIG,
      LANG: 'C.UTF-8',
      SHELL: '/bin/bash',
      HOME: folder('home'),
      TMPDIR: folder('tmp'),
      // No look-ups in a marketplace.
      EXTENSIONS_GALLERY: '{}',
      ...env,
    },
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}
