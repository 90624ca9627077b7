import { Disposable, EventEmitter, type TreeDataProvider, TreeItem } from 'vscode';
import type { Stations } from '../../topology/stations';
import type { Row } from './row';
import { topRows } from './top-rows';
import { newParents, treeDifference } from './tree-difference';
import { treeItem } from './tree-item';

/** At most five times a second, however fast nodes answer. ms */
const QUIET_MS = 200;

/** The rows that the engines' stores make, by id; tells the editor of those that changed and of no others. */
export class TopologyTree implements TreeDataProvider<string>, Disposable {
  readonly #changes = new EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #parents = new EventEmitter<readonly string[]>();
  /** Rows that got their first rows beneath them, and are to be opened. */
  readonly onDidBecomeParents = this.#parents.event;
  readonly #stations: Stations;
  readonly #parts: Disposable;
  #top: readonly Row[] = [];
  #rows: ReadonlyMap<string, Row> = new Map();
  #parentOf: ReadonlyMap<string, string> = new Map();
  #timer: NodeJS.Timeout | undefined;

  constructor(stations: Stations) {
    this.#stations = stations;
    this.#setTop(topRows(stations));
    const soon = () => this.#soon();
    this.#parts = Disposable.from(
      { dispose: stations.subscribe(soon) },
      stations.each(({ examinations }) => ({ dispose: examinations.onChange(soon) })),
    );
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
    this.#parts.dispose();
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
    this.#setTop(topRows(this.#stations));
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
