import { commands, type Disposable } from 'vscode';
import type { Stations } from '../topology/stations';
import { engineState } from './engine-state';

/**
 * Keeps the context keys of the manifest's when-clauses true to what the engines have; each is set only when it
 * changes. `engine` is the current one's state: with several, each has a row that says its own.
 */
export function keepContextKeys(stations: Stations): Disposable {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  const update = () => {
    set('redisTopologyLab.engine', engineState(stations.main.lab.store.engine));
    set(
      'redisTopologyLab.empty',
      stations.all.every(
        ({ lab: { store } }) =>
          store.engine.kind === 'ready' && store.listed && store.topologies.length === 0,
      ),
    );
  };
  update();
  return { dispose: stations.subscribe((change) => change?.kind !== 'topology' && update()) };
}
