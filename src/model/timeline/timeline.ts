import type { TimelineChange, TimelineEntry } from './entry';
import { beginFailover, belongs, type Failover, failoverEntry, isOpen, ROUND_MS, withStep } from './failover';
import type { Note } from './note';
import { type Told, told, toldAgain, toldBetter, wordsOf } from './told';

/** What a timeline keeps at most, and for how long. */
export const MOST_ENTRIES = 2000;
export const KEPT_MS = 24 * 3_600_000;
/** What is said again within this is told once. ms */
const SAME_MS = 15_000;
/** What a more exact word may take the place of: a server may need that long to end. ms */
const BETTER_MS = 60_000;
/** How long before a failover its cause may lie. ms */
const CAUSE_MS = 300_000;
/** How far back something of the same is looked for. */
const LOOK_BACK = 100;

interface Item {
  entry: TimelineEntry;
  /** The note behind it; undefined for what was restored or put together. */
  told: Told | undefined;
  revision: number;
}

/** What happened to one topology. Holds data only: it knows no clock and asks nobody. */
export class Timeline {
  readonly #items: Item[] = [];
  readonly #failovers = new Map<number, Failover>();
  #removed: { readonly id: string; readonly revision: number }[] = [];
  #revision = 0;
  #made = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#items.length;
  }

  /** The newest entries, oldest first. */
  latest(most: number): readonly TimelineEntry[] {
    return inOrder(this.#items.slice(-most)).map((i) => i.entry);
  }

  /** What changed after a revision. */
  since(revision: number): TimelineChange {
    return {
      changed: inOrder(this.#items.filter((i) => i.revision > revision)).map((i) => i.entry),
      removed: this.#removed.filter((r) => r.revision > revision).map((r) => r.id),
    };
  }

  /** Puts entries of an earlier session before all others. */
  restore(entries: readonly TimelineEntry[]): void {
    const known = new Set(this.#items.map((i) => i.entry.id));
    const restored = entries.filter((e) => !known.has(e.id));
    this.#revision++;
    this.#items.unshift(...restored.map((entry) => ({ entry, told: undefined, revision: this.#revision })));
    this.#trim(Math.max(0, ...this.#items.map((i) => i.entry.at)));
  }

  /** The last that was told of something; undefined when nothing was lately. */
  lastOf(about: string): { readonly state: string; readonly at: number } | undefined {
    const item = this.#items.slice(-LOOK_BACK).findLast((i) => i.told?.note.about === about)?.told;
    const steps = item ? [item] : [...this.#failovers.values()].flatMap((f) => f.steps);
    const last = steps.findLast((s) => s.note.about === about);
    return last && { state: last.note.state, at: last.lastSaid };
  }

  /** The last state that was told of something. */
  stateOf(about: string): string | undefined {
    return this.lastOf(about)?.state;
  }

  /** Adds what somebody observed. */
  add(note: Note): void {
    this.#revision++;
    if (note.part) this.#partOfFailover(note) || this.#alone(note);
    else this.#alone(note);
    this.#trim(note.at);
  }

  /** Adds an entry as it is, or puts it in the place of the one with its id. */
  put(entry: TimelineEntry): void {
    this.#revision++;
    const known = this.#items.find((i) => i.entry.id === entry.id);
    if (known) Object.assign(known, { entry, revision: this.#revision });
    else this.#items.push({ entry, told: undefined, revision: this.#revision });
    this.#trim(entry.at);
  }

  #partOfFailover(note: Note): boolean {
    const { part } = note;
    if (!part) return false;
    const present = this.#failovers.get(part.shard);
    if (present && isOpen(present, note.at) && belongs(present, note)) {
      this.#show(withStep(present, note));
      return true;
    }
    if (part.role !== 'begin' && part.role !== 'promotion') return false;
    const causes = this.#takeCauses(part.shard, part.old, note.at);
    this.#show(withStep(beginFailover(this.#id(note.at), part.shard, causes), note));
    return true;
  }

  #show(failover: Failover): void {
    this.#failovers.set(failover.shard, failover);
    const entry = failoverEntry(failover);
    const known = this.#items.findLast((i) => i.entry.id === failover.id);
    if (known) Object.assign(known, { entry, revision: this.#revision });
    else this.#items.push({ entry, told: undefined, revision: this.#revision });
  }

  /** Takes out what led to a failover of a master, back to where that master was last well. */
  #takeCauses(shard: number, old: string | undefined, at: number): Told[] {
    const causes: Told[] = [];
    for (let i = this.#items.length - 1; i >= 0; i--) {
      const { told: item, entry } = this.#items[i] ?? {};
      if (!entry || at - entry.at > CAUSE_MS) break;
      const part = item?.note.part;
      if (!item || part?.shard !== shard || !('node' in part)) continue;
      if (old !== undefined && part.node !== old) continue;
      if (part.role === 'recovery') break;
      const justNow = part.role === 'follows' && old !== undefined && at - entry.at <= ROUND_MS;
      if (part.role !== 'cause' && part.role !== 'suspicion' && !justNow) continue;
      this.#items.splice(i, 1);
      this.#forget(entry.id);
      causes.unshift(item);
    }
    return causes;
  }

  #alone(note: Note): void {
    const items = this.#items.slice(-LOOK_BACK);
    const last = items.findLast((i) => i.told?.note.about === note.about);
    if (
      last?.told &&
      note.insteadOf?.includes(last.told.note.state) &&
      note.at - last.told.lastSaid <= BETTER_MS
    )
      this.#retell(last, toldBetter(last.told, note));
    else if (last?.told && last.told.note.state === note.state && note.at - last.told.lastSaid <= SAME_MS)
      this.#retell(last, toldAgain(last.told, note));
    else this.#items.push(this.#item(told(this.#id(note.at), note)));
  }

  #retell(item: Item, again: Told): void {
    Object.assign(item, this.#item(again));
  }

  #item(t: Told): Item {
    const { kind, severity, nodes, at } = t.note;
    const entry: TimelineEntry = { id: t.id, at: Math.round(at), kind, severity, what: wordsOf(t), nodes };
    return { entry, told: t, revision: this.#revision };
  }

  #id(at: number): string {
    return `${Math.round(at).toString(36)}.${(this.#made++).toString(36)}`;
  }

  #trim(now: number): void {
    while (this.#items.length > MOST_ENTRIES || (this.#items[0] && now - this.#items[0].entry.at > KEPT_MS)) {
      const gone = this.#items.shift();
      if (gone) this.#forget(gone.entry.id);
    }
  }

  #forget(id: string): void {
    this.#removed = [...this.#removed, { id, revision: this.#revision }].slice(-LOOK_BACK * 2);
  }
}

function inOrder(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.entry.at - b.entry.at);
}
