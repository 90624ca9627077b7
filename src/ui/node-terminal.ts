import { EventEmitter, type Pseudoterminal, type TerminalDimensions } from 'vscode';
import type { Engine } from '../docker/engine';
import { type ContainerTerminal, openTerminal } from '../docker/terminal';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { NodeSnapshot } from '../model/snapshot';
import { cliCommand } from './cli-command';
import { t } from './localise';

/** redis-cli in a node's container as a terminal of the editor, over the engine's API: it takes no docker command. */
export class NodeTerminal implements Pseudoterminal {
  readonly #writes = new EventEmitter<string>();
  readonly #closes = new EventEmitter<number | undefined>();
  readonly onDidWrite = this.#writes.event;
  readonly onDidClose = this.#closes.event;
  readonly #closed = new AbortController();
  #terminal: ContainerTerminal | undefined;
  #size: TerminalDimensions | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly node: NodeSnapshot,
    private readonly cluster: boolean,
    private readonly log: Log,
  ) {}

  open(size: TerminalDimensions | undefined): void {
    this.#size = size;
    void this.#start();
  }

  handleInput(data: string): void {
    this.#terminal?.write(data);
  }

  setDimensions(size: TerminalDimensions): void {
    this.#size = size;
    void this.#fit();
  }

  close(): void {
    this.#closed.abort();
    this.#terminal?.close();
    this.#writes.dispose();
    this.#closes.dispose();
  }

  async #start(): Promise<void> {
    const { container } = this.node;
    try {
      const command = cliCommand(this.node, this.cluster);
      const terminal = await openTerminal(this.engine, container.id, command, {
        signal: this.#closed.signal,
        onData: (data) => this.#writes.fire(data),
        onEnd: (code) => this.#end(code),
      });
      if (this.#closed.signal.aborted) return terminal.close();
      this.#terminal = terminal;
      await this.#fit();
    } catch (error) {
      this.log.error(`terminal in ${container.name}: ${reasonOf(error)}`);
      this.#writes.fire(
        `${t('redis-cli could not be opened in {0}: {1}', container.name, reasonOf(error))}\r\n`,
      );
    }
  }

  async #fit(): Promise<void> {
    if (!this.#terminal || !this.#size) return;
    try {
      await this.#terminal.resize(this.#size.columns, this.#size.rows);
    } catch (error) {
      // The program may just have ended; a wrong width harms nothing.
      this.log.debug(`terminal size: ${reasonOf(error)}`);
    }
  }

  #end(code: number | undefined): void {
    if (this.#closed.signal.aborted) return;
    // An orderly end closes the terminal; otherwise it stays open, so that the last words can be read.
    if (code === 0) this.#closes.fire(0);
    else this.#writes.fire(`\r\n${t('redis-cli ended.')}\r\n`);
  }
}
