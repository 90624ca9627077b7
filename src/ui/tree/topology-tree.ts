import { type Disposable, EventEmitter, type TreeDataProvider, TreeItem } from 'vscode';
import type { Examinations } from '../../topology/examination';
import type { Store } from '../../topology/store';
import { engineLostRow } from './message-row';
import type { Row } from './row';
import { topologyRow } from './topology-row';
import { newParents, treeDifference } from './tree-difference';
import { treeItem } from './tree-item';

/** Where findings come from: what is wrong with a topology, and when that changed. */
export type FindingsSource = Pick<Examinations, 'of' | 'onChange'>;

const NO_FINDINGS: FindingsSource = { of: () => [], onChange: () => () => {} };

/** At most five times a second, however fast nodes answer. ms */
const QUIET_MS = 200;

/** The rows that the store makes, by id; tells the editor of those that changed and of no others. */
export class TopologyTree implements TreeDataProvider<string>, Disposable {
  readonly #changes = new EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #parents = new EventEmitter<readonly string[]>();
  /** Rows that got their first rows beneath them, and are to be opened. */
  readonly onDidBecomeParents = this.#parents.event;
  readonly #store: Store;
  readonly #findings: FindingsSource;
  readonly #unsubscribe: () => void;
  #top: readonly Row[] = [];
  #rows: ReadonlyMap<string, Row> = new Map();
  #parentOf: ReadonlyMap<string, string> = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store, findings: FindingsSource = NO_FINDINGS) {
    this.#store = store;
    this.#findings = findings;
    this.#setTop(topRows(store, findings));
    const ends = [store.subscribe(() => this.#soon()), findings.onChange(() => this.#soon())];
    this.#unsubscribe = () => {
      for (const end of ends) end();
    };
  }

  getChildren(id?: string): string[] {
    return (id === undefined ? this.#top : (this.#rows.get(id)?.children ?? [])).map((row) => row.id);
  }

  getTreeItem(id: string): TreeItem {
    const row = this.#rows.get(id);
    // Asked for a row that went meanwhile: the change that removed it has been announced already.
    return row ? treeItem(row) : new TreeItem('');
  }

  getParent(id: string): string | undefined {
    return this.#parentOf.get(id);
  }

  dispose(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#changes.dispose();
    this.#parents.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#update();
    }, QUIET_MS);
  }

  #update(): void {
    const [top, rows] = [this.#top, this.#rows];
    this.#setTop(topRows(this.#store, this.#findings));
    const difference = treeDifference(top, this.#top);
    if (difference === 'all') this.#changes.fire(undefined);
    else if (difference.length > 0) this.#changes.fire([...difference]);
    const parents = newParents(rows, this.#rows.values());
    if (parents.length > 0) this.#parents.fire(parents);
  }

  #setTop(top: readonly Row[]): void {
    const rows = new Map<string, Row>();
    const parentOf = new Map<string, string>();
    const add = (row: Row) => {
      rows.set(row.id, row);
      for (const child of row.children) {
        parentOf.set(child.id, row.id);
        add(child);
      }
    };
    for (const row of top) add(row);
    this.#top = top;
    this.#rows = rows;
    this.#parentOf = parentOf;
  }
}

/** With no topology there is no row at all, so that the editor shows the welcome text for the engine's state. */
function topRows(store: Store, findings: FindingsSource): readonly Row[] {
  const topologies = store.topologies.map((topology) => topologyRow(topology, findings.of(topology.id)));
  const { engine } = store;
  if (engine.kind !== 'unavailable' || topologies.length === 0) return topologies;
  return [engineLostRow(engine.name, engine.failure), ...topologies];
}
