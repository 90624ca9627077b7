import { EventEmitter, type Pseudoterminal, type TerminalDimensions } from 'vscode';
import type { Engine } from '../docker/engine';
import { type ContainerTerminal, openTerminal } from '../docker/terminal';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { NodeSnapshot } from '../model/snapshot';
import { cliCommand, type Entrance, foundCliCommand, READY_FOR_PASSWORD } from './cli-command';
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
  /** What a program said that still is to be given its password. */
  #heard = '';
  #handedOver = false;

  constructor(
    private readonly engine: Engine,
    private readonly node: NodeSnapshot,
    private readonly cluster: boolean,
    private readonly log: Log,
    /** The way in, where that does not stand in its container as we write it there. */
    private readonly entrance?: Entrance,
  ) {}

  open(size: TerminalDimensions | undefined): void {
    this.#size = size;
    void this.#start();
  }

  handleInput(data: string): void {
    // What is typed before would be taken for the password.
    if (!this.entrance?.login || this.#handedOver) this.#terminal?.write(data);
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
      const { entrance } = this;
      const command = entrance
        ? foundCliCommand(this.node, this.cluster, entrance)
        : cliCommand(this.node, this.cluster);
      const terminal = await openTerminal(this.engine, container.id, command, {
        signal: this.#closed.signal,
        onData: (data) => this.#show(data),
        onEnd: (code) => this.#end(code),
      });
      if (this.#closed.signal.aborted) return terminal.close();
      this.#terminal = terminal;
      this.#handOver();
      await this.#fit();
    } catch (error) {
      this.log.error(`terminal in ${container.name}: ${reasonOf(error)}`);
      this.#writes.fire(
        `${t('redis-cli could not be opened in {0}: {1}', container.name, reasonOf(error))}\r\n`,
      );
    }
  }

  /** Shows what the program says; that it waits for the password is between it and us. */
  #show(data: string): void {
    if (!this.entrance?.login || this.#handedOver) {
      this.#writes.fire(data);
    } else {
      this.#heard += data;
      this.#handOver();
    }
  }

  #handOver(): void {
    const login = this.entrance?.login;
    const [before = '', after] = this.#heard.split(READY_FOR_PASSWORD);
    if (!login || after === undefined || !this.#terminal || this.#handedOver) return;
    this.#handedOver = true;
    this.#terminal.write(`${login.password}\n`);
    this.#writes.fire(before + after);
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
    // It never came to ask: these are its last words.
    if (this.entrance?.login && !this.#handedOver) this.#writes.fire(this.#heard);
    // An orderly end closes the terminal; otherwise it stays open, so that the last words can be read.
    if (code === 0) this.#closes.fire(0);
    else this.#writes.fire(`\r\n${t('redis-cli ended.')}\r\n`);
  }
}
