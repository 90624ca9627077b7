import { type Disposable, EventEmitter, type TreeDataProvider, TreeItem } from 'vscode';
import type { Store } from '../../topology/store';
import { engineLostRow } from './message-row';
import type { Row } from './row';
import { topologyRow } from './topology-row';
import { treeDifference } from './tree-difference';
import { treeItem } from './tree-item';

/** At most five times a second, however fast nodes answer. */
const QUIET_MS = 200;

/** The rows that the store makes, by id; tells the editor of those that changed and of no others. */
export class TopologyTree implements TreeDataProvider<string>, Disposable {
  readonly #changes = new EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #store: Store;
  readonly #unsubscribe: () => void;
  #top: readonly Row[];
  #rows = new Map<string, { row: Row; parent: string | undefined }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.#top = topRows(store);
    this.#index();
    this.#unsubscribe = store.subscribe(() => this.#soon());
  }

  getChildren(id?: string): string[] {
    return (id === undefined ? this.#top : (this.#rows.get(id)?.row.children ?? [])).map((row) => row.id);
  }

  getTreeItem(id: string): TreeItem {
    const found = this.#rows.get(id);
    // Asked for a row that went meanwhile: the change that removed it has been announced already.
    return found ? treeItem(found.row) : new TreeItem('');
  }

  getParent(id: string): string | undefined {
    return this.#rows.get(id)?.parent;
  }

  dispose(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#changes.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#update();
    }, QUIET_MS);
  }

  #update(): void {
    const before = this.#top;
    this.#top = topRows(this.#store);
    this.#index();
    const difference = treeDifference(before, this.#top);
    if (difference === 'all') this.#changes.fire(undefined);
    else if (difference.length > 0) this.#changes.fire([...difference]);
  }

  #index(): void {
    this.#rows = new Map();
    const add = (row: Row, parent: string | undefined) => {
      this.#rows.set(row.id, { row, parent });
      for (const child of row.children) add(child, row.id);
    };
    for (const row of this.#top) add(row, undefined);
  }
}

/** With no topology there is no row at all, so that the editor shows the welcome text for the engine's state. */
function topRows(store: Store): readonly Row[] {
  const topologies = store.topologies.map(topologyRow);
  const { engine } = store;
  if (engine.kind !== 'unavailable' || topologies.length === 0) return topologies;
  return [engineLostRow(engine.name, engine.failure), ...topologies];
}
