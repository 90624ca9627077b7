import * as vscode from 'vscode';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { PageCall } from '../../protocol';
import type { Lab } from '../../topology/lab';
import type { WantedForm } from '../commands/parts';
import { t } from '../localise';
import { NO_RECORDS, type Records } from './page-feed';
import { Panel, type PanelParts } from './panel';
import { pageRoots } from './panel-html';

const VIEW_TYPE = 'redisTopologyLab.dashboard';

/** The open panels, one per topology at most; also those that the editor restores after a reload. */
export class Panels implements vscode.Disposable {
  readonly #parts: PanelParts;
  readonly #open = new Map<string, { panel: vscode.WebviewPanel; work: Panel }>();
  readonly #serializer: vscode.Disposable;

  constructor(
    context: vscode.ExtensionContext,
    lab: Lab,
    runPageCall: (topologyId: string, call: PageCall) => Promise<unknown>,
    log: Log,
    records: Records = NO_RECORDS,
  ) {
    this.#parts = { extension: context.extensionUri, lab, log, runPageCall, records };
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => this.#restore(panel, state),
    });
  }

  /** Opens a topology's panel, or brings the open one to the front, with a form in it if one is wanted. */
  open(topologyId: string, wanted?: WantedForm): void {
    this.#show(topologyId);
    if (wanted) this.#open.get(topologyId)?.work.openForm(wanted);
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
    const title = this.#parts.lab.store.get(topologyId)?.name ?? t('Topology');
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, vscode.ViewColumn.Active);
    this.#take(panel, topologyId);
  }

  #restore(panel: vscode.WebviewPanel, state: unknown): void {
    const id = topologyIdIn(state);
    if (id === undefined || this.#open.has(id)) {
      // Closed before its page was first filled, or twice the same: there is nothing to restore.
      panel.dispose();
      return;
    }
    this.#take(panel, id);
    // How it went is the store's engine status, which the page shows.
    this.#parts.lab.connect().catch((error: unknown) => {
      this.#parts.log.warn(`restored panel ${id}: ${reasonOf(error)}`);
    });
  }

  #take(panel: vscode.WebviewPanel, topologyId: string): void {
    const { extension } = this.#parts;
    panel.webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension) };
    panel.iconPath = vscode.Uri.joinPath(extension, 'media', 'icon.png');
    const work = new Panel(panel, topologyId, this.#parts);
    this.#open.set(topologyId, { panel, work });
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
