import { commands, type Disposable } from 'vscode';
import type { Store } from '../topology/store';
import { engineState } from './engine-state';

/** Keeps the context keys of the manifest's when-clauses true to the store; each is set only when it changes. */
export function keepContextKeys(store: Store): Disposable {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  const update = () => {
    set('redisTopologyLab.engine', engineState(store.engine));
    set(
      'redisTopologyLab.empty',
      store.engine.kind === 'ready' && store.listed && store.topologies.length === 0,
    );
  };
  update();
  return {
    dispose: store.subscribe((change) => {
      if (change.kind !== 'topology') update();
    }),
  };
}
