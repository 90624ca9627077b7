import type { TimelineChange, TimelineEntry } from './entry';
import { beginFailover, belongs, type Failover, failoverEntry, isOpen, ROUND_MS, withStep } from './failover';
import { belongsTo, type Gathering, gatheredEntry, isOperation } from './gathered';
import type { Note } from './note';
import { type Told, told, toldAgain, toldBetter } from './told';

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
  /** The notes behind it; none for what was restored, and for a failover, which has its own. */
  told: Gathering;
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
    this.#items.unshift(...restored.map((entry) => ({ entry, told: [], revision: this.#revision })));
    this.#trim(Math.max(0, ...this.#items.map((i) => i.entry.at)));
  }

  /** The last that was told of something; undefined when nothing was lately. */
  lastOf(about: string): { readonly state: string; readonly at: number } | undefined {
    const alone = this.#recent().findLast(({ one }) => one.note.about === about)?.one;
    const steps = alone ? [alone] : [...this.#failovers.values()].flatMap((f) => f.steps);
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
    else this.#items.push({ entry, told: [], revision: this.#revision });
  }

  /** Takes out what led to a failover of a master, back to where that master was last well. */
  #takeCauses(shard: number, old: string | undefined, at: number): Told[] {
    const causes: Told[] = [];
    for (const { item, one } of this.#recent(Number.POSITIVE_INFINITY).reverse()) {
      if (at - one.note.at > CAUSE_MS) break;
      const { part } = one.note;
      if (part?.shard !== shard || !('node' in part)) continue;
      if (old !== undefined && part.node !== old) continue;
      if (part.role === 'recovery') break;
      const justNow = part.role === 'follows' && old !== undefined && at - one.note.at <= ROUND_MS;
      if (part.role !== 'cause' && part.role !== 'suspicion' && !justNow) continue;
      this.#takeOut(item, one);
      causes.unshift(one);
    }
    return causes;
  }

  /** The newest notes with the items that they stand in, oldest first. */
  #recent(items = LOOK_BACK): { readonly item: Item; readonly one: Told }[] {
    return this.#items.slice(-items).flatMap((item) => item.told.map((one) => ({ item, one })));
  }

  /** What an operation of ours did stays a step of it too. */
  #takeOut(item: Item, one: Told): void {
    if (isOperation(item.told)) return;
    const rest = item.told.filter((t) => t !== one);
    if (rest.length > 0) {
      this.#retell(item, rest);
      return;
    }
    this.#items.splice(this.#items.indexOf(item), 1);
    this.#forget(item.entry.id);
  }

  #alone(note: Note): void {
    const last = this.#recent().findLast(({ one }) => one.note.about === note.about);
    const again = last && saidAgain(last.one, note);
    if (again) {
      const { item, one } = last;
      this.#retell(
        item,
        item.told.map((t) => (t === one ? again : t)),
      );
      return;
    }
    const fresh = told(this.#id(note.at), note);
    const fitting = this.#items.slice(-LOOK_BACK).filter((i) => belongsTo(i.told, note));
    const gathering = fitting.findLast((i) => isOperation(i.told)) ?? fitting.at(-1);
    if (gathering) this.#retell(gathering, [...gathering.told, fresh]);
    else
      this.#items.push({ entry: gatheredEntry(fresh.id, [fresh]), told: [fresh], revision: this.#revision });
  }

  #retell(item: Item, gathering: Gathering): void {
    Object.assign(item, {
      entry: gatheredEntry(item.entry.id, gathering),
      told: gathering,
      revision: this.#revision,
    });
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

/** What was told before, told more exactly or by one more; undefined when the note is news. */
function saidAgain(before: Told, note: Note): Told | undefined {
  const pause = note.at - before.lastSaid;
  const better = note.insteadOf?.includes(before.note.state);
  if (better && (before.note.gathers || pause <= BETTER_MS)) return toldBetter(before, note);
  return before.note.state === note.state && pause <= SAME_MS ? toldAgain(before, note) : undefined;
}

function inOrder(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.entry.at - b.entry.at);
}
