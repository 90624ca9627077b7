import * as vscode from 'vscode';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import { type PageCall, parseToHost } from '../../protocol/to-host';
import type { ToPage } from '../../protocol/to-page';
import type { Lab } from '../../topology/lab';
import type { WantedForm } from '../commands/parts';
import { t } from '../localise';
import { answerCall } from './answer-call';
import { PageFeed, type Records } from './page-feed';
import { panelHtml } from './panel-html';
import { Refusals } from './refusals';
import { translations } from './translations';

/** Changes that come within this travel in one message. ms */
const GATHER_MS = 100;

export interface PanelParts {
  readonly extension: vscode.Uri;
  readonly lab: Lab;
  readonly log: Log;
  readonly runPageCall: (topologyId: string, call: PageCall) => Promise<unknown>;
  readonly records: Records;
}

/** One topology's panel: keeps its page up to date while it is visible, and does what the page asks for. */
export class Panel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #id: string;
  readonly #parts: PanelParts;
  readonly #feed: PageFeed;
  readonly #refusals: Refusals;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #wanted: WantedForm | undefined;
  #ready = false;
  #visible: boolean | undefined;

  constructor(panel: vscode.WebviewPanel, topologyId: string, parts: PanelParts) {
    this.#panel = panel;
    this.#id = topologyId;
    this.#parts = parts;
    this.#feed = new PageFeed(translations, parts.records);
    this.#refusals = new Refusals(parts.log, parts.lab.now);
    const unsubscribe = parts.lab.store.subscribe((change) => {
      if (change.kind !== 'topology' || change.id === topologyId) this.#soon();
    });
    const ended = parts.records.timeline.onChange((id) => {
      if (id === topologyId) this.#soon();
    });
    const settled = parts.records.migrations.onChange((id) => {
      if (id === topologyId) this.#soon();
    });
    const examined = parts.records.findings.onChange((id) => {
      if (id === topologyId) this.#soon();
    });
    this.#subscriptions = [
      new vscode.Disposable(unsubscribe),
      new vscode.Disposable(ended),
      new vscode.Disposable(settled),
      new vscode.Disposable(examined),
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#attend()),
    ];
    this.#load(this.#news());
    this.#attend();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Opens a form in the page: now, or as soon as the page has something to show. */
  openForm(wanted: WantedForm): void {
    this.#wanted = wanted;
    this.#soon();
  }

  /** Ends the work for the page; closing the panel itself is the editor's or {@link Panels}' affair. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#parts.lab.attention(this.#who, undefined);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  get #who(): string {
    return `panel:${this.#id}`;
  }

  /** A hidden page is thrown away by the editor; it says that it is ready when it is made anew. */
  #attend(): void {
    const { visible } = this.#panel;
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.#parts.lab.attention(this.#who, visible ? this.#id : undefined);
    if (visible) {
      this.#soon();
      return;
    }
    this.#ready = false;
    // The editor makes the page anew from this when it is shown again: nothing of today may stand in it then.
    this.#load([]);
  }

  #load(first: readonly ToPage[]): void {
    this.#panel.webview.html = panelHtml(this.#panel.webview, this.#parts.extension, this.#title(), first);
  }

  /** What brings the page up to date. */
  #news(): ToPage[] {
    const { store, now } = this.#parts.lab;
    const topology = store.get(this.#id);
    return this.#feed.next({ topology, listed: store.listed, engine: store.engine, now: now() });
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#update();
    }, GATHER_MS);
  }

  #update(): void {
    this.#panel.title = this.#title();
    if (!this.#ready || !this.#panel.visible) return;
    for (const message of this.#news()) this.#post(message);
    if (!this.#wanted || !this.#parts.lab.store.get(this.#id)) return;
    this.#post({ kind: 'open', ...this.#wanted });
    this.#wanted = undefined;
  }

  #receive(raw: unknown): void {
    const message = parseToHost(raw);
    if (!message) {
      this.#refusals.tell(`panel ${this.#id}: refused a message that is not in the protocol`);
    } else if (message.kind === 'refused') {
      this.#refusals.tell(`panel ${this.#id}: the page refused a message: ${message.why}`);
    } else if (message.kind === 'ready') {
      this.#ready = true;
      this.#feed.forget();
      this.#update();
    } else {
      const { id, call } = message;
      answerCall(() => this.#parts.runPageCall(this.#id, call), this.#parts.log).then(
        (result) => this.#post({ kind: 'reply', id, result }),
        (error: unknown) => this.#parts.log.error(`panel ${this.#id}: ${reasonOf(error)}`),
      );
    }
  }

  #post(message: ToPage): void {
    this.#panel.webview.postMessage(message).then(undefined, (error: unknown) => {
      // It was closed meanwhile, or is not there yet: it asks anew when it is.
      this.#parts.log.debug(`panel ${this.#id}: message not delivered: ${reasonOf(error)}`);
    });
  }

  #title(): string {
    return this.#parts.lab.store.get(this.#id)?.name ?? (this.#panel.title || t('Topology'));
  }
}
