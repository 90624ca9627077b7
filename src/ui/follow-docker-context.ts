import { homedir } from 'node:os';
import { Disposable, type FileSystemWatcher, RelativePattern, Uri, workspace } from 'vscode';
import { dockerConfigFolder } from '../docker/config-folder';
import { isSameEndpoint } from '../docker/same-endpoint';
import { reasonOf } from '../model/failure';
import type { Station } from '../topology/station';
import type { Stations } from '../topology/stations';
import { engineEndpoint } from './engine-endpoints';
import { settings } from './settings';

/** The docker command writes several files at a time. ms */
const SETTLE_MS = 200;

/**
 * Connects anew where another engine is meant than the one in use, and shows those that are wanted: our settings
 * changed, or `docker context use`, `create`, `update` or `rm` wrote the docker command's own configuration. An engine
 * that nothing has needed yet is left alone.
 */
export function followDockerContext(stations: Stations): Disposable {
  const folder = Uri.file(dockerConfigFolder(process.env, homedir()));
  const contexts = Uri.joinPath(folder, 'contexts');
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const station of stations.all) void keepUp(station);
    }, SETTLE_MS);
  };
  return Disposable.from(
    watched(new RelativePattern(folder, 'config.json'), soon),
    watched(new RelativePattern(contexts, '**/*.{json,pem}'), soon),
    settings.onDockerContextChange(() => {
      stations.fit(settings.enginesBeside());
      soon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Logging in to a registry writes the same file as choosing a context: most changes mean nothing to us. */
async function keepUp({ asked, lab }: Station): Promise<void> {
  if (lab.store.engine.kind === 'idle') return;
  try {
    const meant = await engineEndpoint(asked);
    if (lab.endpoint && isSameEndpoint(lab.endpoint, meant)) return;
  } catch (error) {
    // Connecting anew meets the same, and says so where the engine's state is shown.
    lab.log.warn(`docker configuration: ${reasonOf(error)}`);
  }
  await lab.reconnect();
}

function watched(pattern: RelativePattern, changed: () => void): Disposable {
  const watcher: FileSystemWatcher = workspace.createFileSystemWatcher(pattern);
  return Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  );
}
