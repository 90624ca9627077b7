import { type Disposable, type OutputChannel, window } from 'vscode';
import { followLogs } from '../docker/logs';
import { Failure, reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { t } from './localise';

interface Followed {
  readonly channel: OutputChannel;
  /** Ends the following; undefined while the container does not run. */
  stop: AbortController | undefined;
  /** It could not be read: tried again only when it is asked for again. */
  failed: boolean;
}

/** One output channel for each node whose log was asked for; goes on when the node is started again. */
export class NodeLogs implements Disposable {
  readonly #followed = new Map<string, Followed>();
  readonly #unsubscribe: () => void;

  constructor(
    private readonly lab: Lab,
    private readonly log: Log,
  ) {
    this.#unsubscribe = lab.store.subscribe(() => this.#keepUp());
  }

  /** Shows a node's log: its last lines, and what comes. */
  show(nodeId: string): void {
    const found = this.lab.store.findNode(nodeId);
    if (!found) throw new Failure(text('This node does not exist any more.'));
    const known = this.#followed.get(nodeId);
    if (known && !known.failed) {
      known.channel.show(true);
      return;
    }
    const channel = known?.channel ?? window.createOutputChannel(found.node.name, 'log');
    const followed: Followed = { channel, stop: undefined, failed: false };
    this.#followed.set(nodeId, followed);
    channel.show(true);
    void this.#follow(found.node.container.id, followed, 1000);
  }

  dispose(): void {
    this.#unsubscribe();
    for (const { channel, stop } of this.#followed.values()) {
      stop?.abort();
      channel.dispose();
    }
    this.#followed.clear();
  }

  #keepUp(): void {
    for (const [nodeId, followed] of this.#followed) {
      const node = this.lab.store.findNode(nodeId)?.node;
      // Lines written between the start and our noticing it are few: the last ones are shown again rather than lost.
      if (node?.container.state === 'running' && !followed.stop) {
        void this.#follow(node.container.id, followed, 20);
      }
    }
  }

  async #follow(containerId: string, followed: Followed, tail: number): Promise<void> {
    const stop = new AbortController();
    followed.stop = stop;
    const ended = async (why: string) => {
      if (stop.signal.aborted) return;
      followed.channel.appendLine(why);
      // The list may still say that it runs; a restarted container runs already.
      await this.lab.relist().catch((error: unknown) => this.log.debug(`list: ${reasonOf(error)}`));
      followed.stop = undefined;
      this.#keepUp();
    };
    try {
      await followLogs(await this.lab.connect(), containerId, {
        tail,
        signal: stop.signal,
        onData: (data) => followed.channel.append(data),
        onEnd: () => void ended(t('--- the container has ended ---')),
      });
    } catch (error) {
      followed.failed = true;
      this.log.warn(`following the log of ${containerId}: ${reasonOf(error)}`);
      followed.channel.appendLine(t('The log cannot be read: {0}', reasonOf(error)));
    }
  }
}
