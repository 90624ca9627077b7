import { homedir } from 'node:os';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { dockerConfigFolder } from '../docker/config-folder';
import { reasonOf } from '../model/failure';
import type { Lab } from '../topology/lab';
import { settings } from './settings';

/**
 * Connects anew when another engine is meant than the one in use: our setting changed, or `docker context use` wrote
 * the docker command's own configuration. Does nothing before the first use of an engine.
 */
export function followDockerContext(lab: Lab): Disposable {
  const folder = Uri.file(dockerConfigFolder(process.env, homedir()));
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, 'config.json'));
  const check = async () => {
    const { engine } = lab.store;
    if (engine.kind === 'idle') return;
    try {
      // Logging in to a registry writes the same file: most changes mean nothing to us.
      const { name } = await settings.endpoint();
      if (name !== engine.name) await lab.reconnect();
    } catch (error) {
      lab.log.warn(`docker configuration: ${reasonOf(error)}`);
    }
  };
  return Disposable.from(
    watcher,
    watcher.onDidCreate(check),
    watcher.onDidChange(check),
    watcher.onDidDelete(check),
    settings.onDockerContextChange(() => {
      if (lab.store.engine.kind !== 'idle') void lab.reconnect();
    }),
  );
}
