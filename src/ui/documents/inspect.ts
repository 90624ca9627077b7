import * as vscode from 'vscode';
import { Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import type { Stations } from '../../topology/stations';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';
import { markdownText } from './markdown-text';
import { nodeDocument } from './node-document';
import { readNode } from './read-node';
import { SCHEME, showDocument } from './show-document';
import { reportText } from './verify-report';

const INSPECT = 'inspect';

/** The read-only documents of the extension: what a node is, read anew at each look, and verify reports. */
export class InspectDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #stations: Stations;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(stations: Stations) {
    this.#stations = stations;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  /** Shows a node's document, read now. @throws Failure when there is no such node */
  async show(nodeId: string): Promise<void> {
    const name = this.#labOf(nodeId)?.store.findNode(nodeId)?.node.container.name;
    if (name === undefined) throw new Failure(text('This node does not exist any more.'));
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      authority: INSPECT,
      path: `/${name}.md`,
      query: nodeId,
    });
    this.refresh(uri);
    await showDocument(uri);
  }

  /** Reads a document anew, by default the one in front; others than ours are left alone. */
  refresh(uri: vscode.Uri | undefined = vscode.window.activeTextEditor?.document.uri): void {
    if (uri?.scheme === SCHEME && uri.authority === INSPECT) this.#changed.fire(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    if (uri.authority !== INSPECT) return reportText(uri);
    try {
      return await this.#nodeText(uri.query);
    } catch (error) {
      const why = error instanceof Failure ? failureSentence(error) : reasonOf(error);
      return `# ${uri.path.slice(1).replace(/\.md$/, '')}\n\n${why}\n`;
    }
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #labOf(nodeId: string) {
    return this.#stations.of(nodeId)?.lab;
  }

  async #nodeText(nodeId: string): Promise<string> {
    // A document that the editor restored may be of any engine, none of which is connected yet.
    if (!this.#labOf(nodeId)) await Promise.allSettled(this.#stations.all.map(({ lab }) => lab.connect()));
    const lab = this.#labOf(nodeId) ?? this.#stations.main.lab;
    await lab.connect();
    const found = lab.store.findNode(nodeId);
    if (!found) return `${t('This node does not exist any more.')}\n`;
    const findings = await readNode(lab, found.node);
    return markdownText(nodeDocument(found.node, found.topology, findings), show);
  }
}
