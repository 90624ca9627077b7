import * as vscode from 'vscode';
import type { Log } from '../../model/log';
import type { PageCall } from '../../protocol/to-host';
import type { Lab } from '../../topology/lab';
import type { WantedForm } from '../commands/parts';
import { t } from '../localise';
import type { Home, Homes } from './homes';
import { Panel, type PanelParts } from './panel';
import { pageRoots } from './panel-html';

const VIEW_TYPE = 'redisTopologyLab.dashboard';

/** The open panels, one per topology at most; also those that the editor restores after a reload. */
export class Panels implements vscode.Disposable {
  readonly #parts: Omit<PanelParts, keyof Home>;
  readonly #homes: Homes;
  readonly #open = new Map<string, { panel: vscode.WebviewPanel; work: Panel; home: Home }>();
  readonly #serializer: vscode.Disposable;

  constructor(
    context: vscode.ExtensionContext,
    homes: Homes,
    runPageCall: (topologyId: string, call: PageCall) => Promise<unknown>,
    log: Log,
  ) {
    this.#parts = { extension: context.extensionUri, log, runPageCall };
    this.#homes = homes;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens a topology's panel, or brings the open one to the front, with a form in it if one is wanted. */
  open(topologyId: string, wanted?: WantedForm): void {
    this.#show(topologyId);
    if (wanted) this.#open.get(topologyId)?.work.openForm(wanted);
  }

  /** Closes the panels of an engine that is not shown any more. */
  closeOf(lab: Lab): void {
    for (const { panel, home } of [...this.#open.values()]) if (home.lab === lab) panel.dispose();
  }

  dispose(): void {
    this.#serializer.dispose();
    // The editor closes and restores the panels themselves.
    for (const { work } of this.#open.values()) work.dispose();
    this.#open.clear();
  }

  #show(topologyId: string): void {
    const present = this.#open.get(topologyId);
    if (present) {
      present.work.reveal();
      return;
    }
    const home = this.#homes.of(topologyId);
    const title = home.lab.store.get(topologyId)?.name ?? t('Topology');
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, vscode.ViewColumn.Active);
    this.#take(panel, topologyId, home);
  }

  async #restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const id = topologyIdIn(state);
    if (id === undefined || this.#open.has(id)) {
      // Closed before its page was first filled, or twice the same: there is nothing to restore.
      panel.dispose();
      return;
    }
    let closed = false;
    const watching = panel.onDidDispose(() => {
      closed = true;
    });
    const home = await this.#homes.find(id);
    watching.dispose();
    if (closed) return;
    // Opened by hand meanwhile.
    if (this.#open.has(id)) panel.dispose();
    else this.#take(panel, id, home);
  }

  #take(panel: vscode.WebviewPanel, topologyId: string, home: Home): void {
    const { extension } = this.#parts;
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.png');
    const work = new Panel(panel, topologyId, { ...this.#parts, ...home });
    this.#open.set(topologyId, { panel, work, home });
    panel.onDidDispose(() => {
      work.dispose();
      this.#open.delete(topologyId);
    });
  }
}

function topologyIdIn(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('topologyId' in state)) return undefined;
  return typeof state.topologyId === 'string' && state.topologyId !== '' ? state.topologyId : undefined;
}
