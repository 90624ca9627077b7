import { EventEmitter, type Pseudoterminal } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { Work } from '../../operations/work';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';

/** Shows a task's steps and how it ended. Closing it cancels. */
export class TaskTerminal implements Pseudoterminal {
  readonly #act: (work: Work) => Promise<void>;
  readonly #abort = new AbortController();
  readonly #write = new EventEmitter<string>();
  readonly #close = new EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(act: (work: Work) => Promise<void>) {
    this.#act = act;
  }

  open(): void {
    void this.#run();
  }

  close(): void {
    this.#abort.abort();
  }

  async #run(): Promise<void> {
    const say = (line: string) => this.#write.fire(`${line}\r\n`);
    let code = 0;
    try {
      await this.#act({ signal: this.#abort.signal, step: (what) => say(show(what)) });
      say(t('Done.'));
    } catch (error) {
      code = 1;
      if (error instanceof Cancelled) say(t('Cancelled.'));
      else say(error instanceof Failure ? failureSentence(error) : reasonOf(error));
    }
    this.#close.fire(code);
    // Not at close(): what is cancelled still says how it ended.
    this.#write.dispose();
    this.#close.dispose();
  }
}
