import { type ContainerRow, listAllContainers, listTopologyContainers } from '../docker/containers';
import type { Engine } from '../docker/engine';
import type { EngineEvent } from '../docker/events';
import { readFile } from '../docker/files';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { COMPLETE_MARK, DATA_DIR } from '../model/plan';
import type { TopologySnapshot } from '../model/snapshot';
import { Deaths } from './deaths';
import { type Remains, topologiesOf } from './discover';
import type { Finder } from './found/finder';
import { type Labelled, markHolders } from './members';
import { findRemains } from './remains';
import { listSavedData } from './saved-list';
import type { Store } from './store';

export interface ListingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => number;
  /** Finds what we did not make. */
  readonly finder: Finder;
  /** Whether somebody looks: only then are containers that are new asked what they are. */
  readonly isLookedAt: () => boolean;
  /** Called after each listing that went into the store. */
  readonly onListed: () => void;
}

/** Events come in bursts: the list is read once for all that arrive within this. ms */
const SETTLE_MS = 40;
/** A topology without containers is shown when it has been so for this long. ms */
const BARE_MS = 3000;
/** How soon the list is read again while it still shows as running what is known to be dead. ms */
const BEHIND_MS = 200;
/** Another window's creation ends without an event: looked for this often. ms */
const MAKING_MS = 2000;
/** How long a whole listing waits for containers that are asked what they are. ms */
const EXAMINED_WITHIN_MS = 1500;

type Rows = readonly ContainerRow[];

/** Reads from one engine what topologies there are, one listing at a time, into the store. */
export class Listing {
  readonly #options: ListingOptions;
  readonly #complete = new Set<string>();
  readonly #making = new Set<string>();
  /** Containers that joined later, by id, and additions that this window is at. */
  readonly #joined = new Set<string>();
  readonly #adding = new Set<string>();
  readonly #deaths = new Deaths();
  #engine: Engine | undefined;
  #remains: readonly Remains[] = [];
  /** Since when a topology has been without containers, ms: one that is being removed has none for a moment. */
  readonly #bareSince = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  /** When it goes off, ms since 1970. */
  #due = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** Whether the next listing may ask containers what they are though nobody looks. */
  #curious = false;

  constructor(options: ListingOptions) {
    this.#options = options;
  }

  /** From now on this engine is listed; undefined: none, and nothing is known any more. */
  use(engine: Engine | undefined): void {
    clearTimeout(this.#timer);
    this.#due = Number.POSITIVE_INFINITY;
    this.#engine = engine;
    this.#complete.clear();
    this.#joined.clear();
    this.#deaths.clear();
    this.#remains = [];
    this.#options.finder.use(engine);
  }

  beginAdding(addition: string): void {
    this.#adding.add(addition);
  }

  /** @param joined the containers whose joining was proven */
  endAdding(addition: string, joined: readonly string[]): void {
    this.#adding.delete(addition);
    for (const id of joined) this.#joined.add(id);
  }

  beginMaking(topologyId: string): void {
    this.#making.add(topologyId);
  }

  endMaking(topologyId: string, proven: boolean): void {
    this.#making.delete(topologyId);
    if (proven) this.#complete.add(topologyId);
  }

  /** Something happened on the engine: what it changed is listed soon. */
  hear(event: EngineEvent): void {
    this.#deaths.hear(event, Date.now());
    this.soon();
  }

  /** Lists soon, once for all that ask meanwhile. Who asks later never delays it: events may go on for minutes. */
  soon(afterMs = SETTLE_MS): void {
    const due = Date.now() + afterMs;
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#due = Number.POSITIVE_INFINITY;
      this.containers().catch((error: unknown) => this.#options.log.warn(`list: ${reasonOf(error)}`));
    }, afterMs);
  }

  /**
   * Lists everything: containers, networks and volumes that lost theirs, and data that is kept.
   * @param mayAsk whether containers that may be servers are asked, though nobody looks
   * @throws Failure
   */
  async everything(mayAsk = true): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const [remains, { saved }] = await Promise.all([
      findRemains(engine, this.#options.now()),
      listSavedData(engine),
    ]);
    if (this.#engine === engine) {
      this.#remains = remains;
      this.#options.store.setSaved(saved);
    }
    this.#curious ||= mayAsk;
    await this.containers();
    if (await this.#options.finder.settle(EXAMINED_WITHIN_MS)) await this.containers();
  }

  /**
   * Lists the containers. What happens during a listing is caught by the next one, which all share who ask meanwhile:
   * however much happens, nobody waits for more than two.
   * @throws Failure
   */
  containers(): Promise<void> {
    if (!this.#running) return this.#begin();
    this.#next ??= this.#running.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const running = this.#once().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }

  async #once(): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const { store, now, onListed, finder, isLookedAt } = this.#options;
    const askedAt = Date.now();
    const listed = await (finder.enabled ? listAllContainers(engine) : listTopologyContainers(engine));
    await this.#readMarks(engine, listed);
    const bare = await this.#bareRemains(engine, listed);
    if (this.#engine !== engine) return;
    const rows = this.#deaths.correct(listed, askedAt);
    finder.look(finder.enabled ? rows : [], this.#curious || isLookedAt());
    this.#curious = false;
    const previous = new Map(store.topologies.map((t) => [t.id, t]));
    const topologies = topologiesOf(rows, {
      previous,
      complete: this.#complete,
      making: this.#making,
      joined: this.#joined,
      adding: this.#adding,
      engine: engine.id,
      now: now(),
      remains: bare,
    });
    store.setTopologies([...topologies, ...finder.topologies(rows, topologies, previous)], !finder.busy);
    onListed();
    if (this.#deaths.pending) this.soon(BEHIND_MS);
    if (topologies.some((t) => this.#isElsewhere(t))) this.soon(MAKING_MS);
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

  /** Whether another window is making a topology, or adding to one. */
  #isElsewhere({ id, state, joining }: TopologySnapshot): boolean {
    if (state === 'making' && !this.#making.has(id)) return true;
    return joining?.some((n) => n.state === 'joining' && !this.#adding.has(n.addition)) ?? false;
  }

  /** Looks for the marks of finished creations and additions that are not known to be finished. */
  async #readMarks(engine: Engine, rows: Rows): Promise<void> {
    const ours = rows.flatMap(({ labels, facts, createdAt }) =>
      labels ? [{ labels, facts, createdAt }] : [],
    );
    const open = markHolders(ours).filter(
      (one) => !this.#making.has(one.labels.topology) && !this.#isMarked(one),
    );
    await Promise.all(
      open.map(async ({ labels, facts }) => {
        const mark = await readFile(engine, facts.id, `${DATA_DIR}/${COMPLETE_MARK}`).catch(
          (error: unknown) => {
            this.#options.log.debug(`no mark read from ${facts.name}: ${reasonOf(error)}`);
            return undefined;
          },
        );
        if (mark === undefined) return;
        this.#complete.add(labels.topology);
        if (labels.addition !== undefined) this.#joined.add(facts.id);
      }),
    );
  }

  /** Whether its mark was seen, or is about to be written by this window. */
  #isMarked({ labels, facts }: Labelled): boolean {
    if (labels.addition === undefined) return this.#complete.has(labels.topology);
    return this.#joined.has(facts.id) || this.#adding.has(labels.addition);
  }
}
