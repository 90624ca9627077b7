import type { TopologySnapshot } from '../../model/snapshot';
import { speaksTls } from '../../model/speaks-tls';
import { render } from '../../model/text';
import type { PageSnapshot, ToPage } from '../../protocol/to-page';
import type { EngineStatus } from '../../topology/store';
import { engineTrouble } from './engine-trouble';
import { FindingsFeed, type FindingsSource } from './findings-feed';
import { HistoryFeed, type HistorySource } from './history-feed';
import { MigrationFeed, type MigrationSource } from './migration-feed';
import { diff, forPage } from './page-update';
import { TimelineFeed, type TimelineSource } from './timeline-feed';

/** What the store holds for one page at this moment. */
export interface Seen {
  readonly topology: TopologySnapshot | undefined;
  /** Whether no topology means that there is none. */
  readonly listed: boolean;
  readonly engine: EngineStatus;
  readonly now: number;
}

/** What is kept of topologies over time. */
export interface Records {
  readonly history: HistorySource;
  readonly timeline: TimelineSource;
  readonly migrations: MigrationSource;
  readonly findings: FindingsSource;
}

/** For those who keep nothing. */
export const NO_RECORDS: Records = {
  history: { read: () => ({}) },
  timeline: {
    revision: () => 0,
    latest: () => [],
    since: () => ({ changed: [], removed: [] }),
    onChange: () => () => {},
  },
  migrations: { of: () => undefined, ended: () => undefined, onChange: () => () => {} },
  findings: { of: () => [], onChange: () => () => {} },
};

/** Remembers what a page has been sent, and says which messages bring it up to date. Sends nothing itself. */
export class PageFeed {
  readonly #translations: () => Readonly<Record<string, string>>;
  readonly #history: HistoryFeed;
  readonly #timeline: TimelineFeed;
  readonly #migration: MigrationFeed;
  readonly #findings: FindingsFeed;
  #sent: PageSnapshot | undefined;
  #gone = false;
  #trouble = '';

  constructor(translations: () => Readonly<Record<string, string>>, records: Records = NO_RECORDS) {
    this.#translations = translations;
    this.#history = new HistoryFeed(records.history);
    this.#timeline = new TimelineFeed(records.timeline);
    this.#migration = new MigrationFeed(records.migrations);
    this.#findings = new FindingsFeed(records.findings);
  }

  /** The page begins anew: it knows nothing. */
  forget(): void {
    this.#sent = undefined;
    this.#gone = false;
    this.#trouble = '';
    this.#migration.forget();
    this.#findings.forget();
  }

  /** The messages that make the page show what is seen; none when it does already. */
  next({ topology, listed, engine, now }: Seen): ToPage[] {
    const messages: ToPage[] = [];
    if (topology) {
      const present = forPage(topology);
      const first = this.#hydration(present, speaksTls(topology) || undefined, engine, now);
      const update = this.#sent && diff(this.#sent, present);
      if (first) messages.push(first);
      else if (update) {
        messages.push({ kind: 'update', update, now, history: this.#history.news(topology.id) });
      }
      const happened = first ? undefined : this.#timeline.news(topology.id);
      if (happened) messages.push({ kind: 'timeline', ...happened });
      const migration = this.#migration.news(topology.id);
      if (migration) messages.push({ kind: 'migration', ...migration });
      if (first) this.#findings.forget();
      const findings = this.#findings.news(topology.id);
      if (findings) messages.push({ kind: 'findings', findings });
      this.#sent = present;
      this.#gone = false;
    } else if (listed && !this.#gone) {
      messages.push({ kind: 'gone' });
      this.#sent = undefined;
      this.#gone = true;
    }
    const trouble = engineTrouble(engine);
    const told = trouble ? render(trouble) : '';
    if (told !== this.#trouble) messages.push({ kind: 'engine', trouble });
    this.#trouble = told;
    return messages;
  }

  #hydration(
    snapshot: PageSnapshot,
    tls: true | undefined,
    engine: EngineStatus,
    now: number,
  ): ToPage | undefined {
    // A found topology changes its shape when sentinels begin to watch it: the page is drawn anew.
    if (this.#sent?.shape === snapshot.shape) return undefined;
    const engineName = engine.kind === 'idle' ? '' : engine.name;
    return {
      kind: 'hydrate',
      snapshot,
      engineName,
      ...(tls && { tls }),
      translations: this.#translations(),
      now,
      history: this.#history.whole(snapshot.id),
      timeline: this.#timeline.whole(snapshot.id),
    };
  }
}
