import { listTopologyContainers } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { COMPLETE_MARK, DATA_DIR } from '../model/plan';
import { type Remains, topologiesOf } from './discover';
import { findRemains } from './remains';
import type { Store } from './store';

export interface ListingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => number;
  /** Called after each listing that went into the store. */
  readonly onListed: () => void;
}

/** Events come in bursts: the list is read once for all that arrive within this. ms */
const SETTLE_MS = 40;
/** A topology without containers is shown when it has been so for this long. ms */
const BARE_MS = 3000;
/** Another window's creation ends without an event: looked for this often. ms */
const MAKING_MS = 2000;

type Rows = Awaited<ReturnType<typeof listTopologyContainers>>;

/** Reads from one engine what topologies there are, one listing at a time, into the store. */
export class Listing {
  readonly #options: ListingOptions;
  readonly #complete = new Set<string>();
  readonly #making = new Set<string>();
  #engine: Engine | undefined;
  #remains: readonly Remains[] = [];
  /** Since when a topology has been without containers, ms: one that is being removed has none for a moment. */
  readonly #bareSince = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: ListingOptions) {
    this.#options = options;
  }

  /** From now on this engine is listed; undefined: none, and nothing is known any more. */
  use(engine: Engine | undefined): void {
    clearTimeout(this.#timer);
    this.#engine = engine;
    this.#complete.clear();
    this.#remains = [];
  }

  beginMaking(topologyId: string): void {
    this.#making.add(topologyId);
  }

  endMaking(topologyId: string, proven: boolean): void {
    this.#making.delete(topologyId);
    if (proven) this.#complete.add(topologyId);
  }

  /** Lists soon, once for all that ask meanwhile. */
  soon(afterMs = SETTLE_MS): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.containers().catch((error: unknown) => this.#options.log.warn(`list: ${reasonOf(error)}`));
    }, afterMs);
  }

  /** Lists everything: containers, and networks and volumes that lost theirs. @throws Failure */
  async everything(): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const remains = await findRemains(engine, this.#options.now());
    if (this.#engine === engine) this.#remains = remains;
    await this.containers();
  }

  /** Lists the containers. What happens during a listing is caught by one more. @throws Failure */
  containers(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    const run = async () => {
      do {
        this.#again = false;
        await this.#once();
      } while (this.#again);
    };
    this.#running = run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #once(): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const rows = await listTopologyContainers(engine);
    await this.#readMarks(engine, rows);
    const bare = await this.#bareRemains(engine, rows);
    if (this.#engine !== engine) return;
    const { store, now, onListed } = this.#options;
    const topologies = topologiesOf(rows, {
      previous: new Map(store.topologies.map((t) => [t.id, t])),
      complete: this.#complete,
      making: this.#making,
      engine: engine.id,
      now: now(),
      remains: bare,
    });
    store.setTopologies(topologies);
    onListed();
    if (topologies.some((t) => t.state === 'making' && !this.#making.has(t.id))) this.soon(MAKING_MS);
  }

  /** What is left of topologies that have had no container for a while; looked at anew, as it may be going just now. */
  async #bareRemains(engine: Engine, rows: Rows): Promise<Remains[]> {
    const alive = new Set(rows.map((r) => r.labels?.topology));
    const isBare = ({ topology }: Remains) => !alive.has(topology) && !this.#making.has(topology);
    if (!this.#remains.some(isBare)) {
      this.#bareSince.clear();
      return [];
    }
    this.#remains = await findRemains(engine, this.#options.now());
    const bare = this.#remains.filter(isBare);
    const now = Date.now();
    for (const id of [...this.#bareSince.keys()]) {
      if (!bare.some((r) => r.topology === id)) this.#bareSince.delete(id);
    }
    for (const { topology } of bare) if (!this.#bareSince.has(topology)) this.#bareSince.set(topology, now);
    const lasting = bare.filter((r) => now - (this.#bareSince.get(r.topology) ?? now) >= BARE_MS);
    if (lasting.length < bare.length) this.soon(BARE_MS);
    return lasting;
  }

  /** Looks for the mark of a finished creation in the first node of every topology not known to be finished. */
  async #readMarks(engine: Engine, rows: Rows): Promise<void> {
    await Promise.all(
      rows.map(async ({ labels, facts }) => {
        if (labels?.index !== 0 || this.#complete.has(labels.topology) || this.#making.has(labels.topology))
          return;
        const mark = await readFile(engine, facts.id, `${DATA_DIR}/${COMPLETE_MARK}`).catch(
          (error: unknown) => {
            this.#options.log.debug(`no mark read from ${facts.name}: ${reasonOf(error)}`);
            return undefined;
          },
        );
        if (mark !== undefined) this.#complete.add(labels.topology);
      }),
    );
  }
}
