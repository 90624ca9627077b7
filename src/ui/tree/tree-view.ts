import { Disposable, type TreeView, window } from 'vscode';
import { Failure, reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { Lab } from '../../topology/lab';
import type { Stations } from '../../topology/stations';
import { t } from '../localise';
import { VIEW_ID } from '../view-id';
import { TopologyTree } from './topology-tree';

/** The tree in its view. The engines are first touched when somebody looks, and watched only while somebody does. */
export class TopologyView implements Disposable {
  readonly tree: TopologyTree;
  readonly #view: TreeView<string>;
  readonly #parts: Disposable;
  /** Rows to be opened as soon as somebody looks: to reveal a row would open a hidden view. */
  readonly #toOpen = new Set<string>();

  constructor(
    private readonly stations: Stations,
    private readonly log: Log,
  ) {
    this.tree = new TopologyTree(stations);
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
      { dispose: stations.subscribe((change) => change?.kind !== 'topology' && this.#describe()) },
      stations.each(({ lab }) => {
        if (this.#view.visible) this.#lookAt(lab);
        return { dispose: () => lab.attention('tree', undefined) };
      }),
    );
    this.#describe();
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
    if (visible) this.#open([]);
    for (const { lab } of this.stations.all) {
      if (visible) this.#lookAt(lab);
      else lab.attention('tree', undefined);
    }
  }

  #lookAt(lab: Lab): void {
    lab.attention('tree', 'all');
    if (lab.store.engine.kind !== 'ready') this.#connect(lab);
  }

  /** Progress shows in the view; a failure is the engine's state, which its row or the welcome text explains. */
  #connect(lab: Lab): void {
    const connected = lab.connect().then(
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
    const { all, several, main } = this.stations;
    const title = several ? t('{0} engines', all.length) : main.name;
    if (title !== '' && this.#view.title !== title) this.#view.title = title;
  }
}
