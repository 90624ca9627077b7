import { Disposable, type TreeView, window } from 'vscode';
import { Failure, reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { Lab } from '../../topology/lab';
import { VIEW_ID } from '../view-id';
import { type FindingsSource, TopologyTree } from './topology-tree';

/** The tree in its view. The engine is first touched when somebody looks, and watched only while somebody does. */
export class TopologyView implements Disposable {
  readonly tree: TopologyTree;
  readonly #view: TreeView<string>;
  readonly #parts: Disposable;
  /** Rows to be opened as soon as somebody looks: to reveal a row would open a hidden view. */
  readonly #toOpen = new Set<string>();

  constructor(
    private readonly lab: Lab,
    private readonly log: Log,
    findings: FindingsSource,
  ) {
    this.tree = new TopologyTree(lab.store, findings);
    this.#view = window.createTreeView(VIEW_ID, {
      treeDataProvider: this.tree,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#parts = Disposable.from(
      this.#view,
      this.tree,
      this.tree.onDidBecomeParents((ids) => this.#open(ids)),
      this.#view.onDidChangeVisibility(({ visible }) => this.#look(visible)),
      { dispose: lab.store.subscribe((change) => change.kind === 'engine' && this.#describe()) },
      { dispose: () => lab.attention('tree', undefined) },
    );
    this.#describe();
    if (this.#view.visible) this.#look(true);
  }

  /** Selects a row, if the view is open; never opens it or takes the focus. */
  async reveal(id: string): Promise<void> {
    if (this.#view.visible) await this.#view.reveal(id, { select: true, focus: false, expand: true });
  }

  #open(ids: readonly string[]): void {
    for (const id of ids) this.#toOpen.add(id);
    if (!this.#view.visible) return;
    for (const id of this.#toOpen) {
      this.#view
        .reveal(id, { select: false, focus: false, expand: true })
        .then(undefined, (error: unknown) => {
          // The row may have gone meanwhile.
          this.log.debug(`row ${id}: ${reasonOf(error)}`);
        });
    }
    this.#toOpen.clear();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #look(visible: boolean): void {
    this.lab.attention('tree', visible ? 'all' : undefined);
    if (visible) this.#open([]);
    if (visible && this.lab.store.engine.kind !== 'ready') this.#connect();
  }

  /** Progress shows in the view; a failure is the engine's state, which the welcome text explains. */
  #connect(): void {
    const connected = this.lab.connect().then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Failure) this.log.warn(error.message);
        else this.log.error(`connecting: ${reasonOf(error)}`);
      },
    );
    void window.withProgress({ location: { viewId: VIEW_ID } }, () => connected);
  }

  /** The engine in use is in sight: the editor writes "Redis Topologies: default", but no description there. */
  #describe(): void {
    const { engine } = this.lab.store;
    if (engine.kind !== 'idle') this.#view.title = engine.name;
  }
}
