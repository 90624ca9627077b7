import { AddressBook, isLoopback } from './address-book';
import { type Mention, mentionsOf, sentinelMentions } from './mention';
import { type FoundServer, listensOn } from './server';
import { Unions } from './unions';

/** Somebody of whom nodes speak, and whom nobody found. */
export interface Ghost {
  readonly kind: 'data' | 'sentinel';
  readonly ip: string;
  readonly port: number;
  /** Cluster node or run id, where it was told. */
  readonly id: string;
}

/** Servers that belong together by what they say of each other. */
export interface Group {
  readonly members: readonly FoundServer[];
  readonly ghosts: readonly Ghost[];
  /** By sentinel, the names under which it monitors this group's master. */
  readonly monitors: ReadonlyMap<FoundServer, readonly string[]>;
  /** By member, every `ip:port` under which others speak of it. */
  readonly addresses: ReadonlyMap<FoundServer, ReadonlySet<string>>;
}

interface Draft {
  readonly members: Set<FoundServer>;
  readonly ghosts: Map<string, Ghost>;
  readonly monitors: Map<FoundServer, Set<string>>;
}

/**
 * Puts servers into groups: by ids where servers tell them, else by addresses. A sentinel stands in the group of every
 * master that it monitors. A server that does not answer stays where it was seen last, unless others speak of it; one
 * that nobody has seen running yet stands in no group unless others, its files or its command say so.
 * @param hostAddresses addresses of the engine's host, where they are known
 */
export function groupServers(servers: readonly FoundServer[], hostAddresses: readonly string[]): Group[] {
  return new Grouping(servers, new AddressBook(servers, hostAddresses)).groups();
}

const keyOf = (server: FoundServer) => server.id;
const addressOf = ({ ip, port }: Mention) => `${ip}:${port}`;

class Grouping {
  readonly #unions = new Unions();
  readonly #ghosts = new Map<string, Ghost>();
  readonly #addresses = new Map<FoundServer, Set<string>>();
  readonly #spokenOf = new Set<FoundServer>();

  constructor(
    private readonly servers: readonly FoundServer[],
    private readonly book: AddressBook,
  ) {}

  groups(): Group[] {
    const data = this.servers.filter((s) => s.kind !== 'sentinel');
    // Masters' own lists last: they name replicas by the addresses that their connections come from.
    for (const s of data) this.#follow(s, (m) => m.kind !== 'replica');
    for (const s of data) this.#follow(s, (m) => m.kind === 'replica');
    const watched = this.servers.flatMap((sentinel) => this.#watchedBy(sentinel));
    for (const s of data) this.#wouldFollow(s);
    this.#keepTogether(data);
    const drafts = this.#drafts(data);
    for (const { sentinel, name, key, others } of watched) {
      const draft = drafts.get(this.#unions.root(key));
      if (!draft) continue;
      draft.members.add(sentinel);
      draft.monitors.set(sentinel, (draft.monitors.get(sentinel) ?? new Set()).add(name));
      for (const other of others) this.#addSentinel(draft, sentinel, other);
    }
    this.#placeLoneSentinels(drafts);
    return [...drafts.values()]
      .filter(({ members }) => [...members].some((s) => !s.ours))
      .map(({ members, ghosts, monitors }) => ({
        members: [...members],
        ghosts: [...ghosts.values()],
        monitors: new Map([...monitors].map(([s, names]) => [s, [...names]])),
        addresses: this.#addresses,
      }));
  }

  /** Joins a data node with those that it speaks of. */
  #follow(server: FoundServer, which: (mention: Mention) => boolean): void {
    if (!server.told || server.ours) return;
    for (const mention of mentionsOf(server.told).filter(which))
      this.#unions.join(keyOf(server), this.#keyFor(mention, server));
  }

  /** Joins a node that has not run yet with the master that its command or file names, where that one is there. */
  #wouldFollow(server: FoundServer): void {
    const { asleep, wouldFollow } = server;
    const master = asleep && wouldFollow && this.#find({ kind: 'master', id: '', ...wouldFollow }, server);
    if (!master || master.asleep) return;
    this.#unions.join(keyOf(server), keyOf(master));
    this.#spokenOf.add(server);
  }

  /** What a sentinel monitors; all that it counts to one master is joined. */
  #watchedBy(sentinel: FoundServer) {
    if (sentinel.ours) return [];
    if (!sentinel.told) return this.#wouldWatch(sentinel);
    return sentinelMentions(sentinel.told).map(({ name, data, sentinels }) => {
      const [key = '', ...rest] = data.map((mention) => this.#keyFor(mention, sentinel));
      for (const other of rest) this.#unions.join(key, other);
      return { sentinel, name, key, others: sentinels };
    });
  }

  /** What a sentinel that does not run has in its file, where the master that it names is there. */
  #wouldWatch(sentinel: FoundServer) {
    return (sentinel.wouldMonitor ?? []).flatMap(({ name, ip, port }) => {
      const master = this.#find({ kind: 'master', id: '', ip, port }, sentinel);
      return master ? [{ sentinel, name, key: keyOf(master), others: [] }] : [];
    });
  }

  /** The key of the server that is meant, or of a ghost that takes its place. */
  #keyFor(mention: Mention, from: FoundServer): string {
    const server = this.#find(mention, from);
    if (!server) {
      // Its own loopback means another place to everybody.
      const whose = isLoopback(mention.ip) && !from.row.hostNetwork ? from.row.facts.id : '';
      const key = `ghost ${addressOf(mention)} ${whose}`;
      this.#ghosts.set(key, { ...mention, kind: 'data' });
      return key;
    }
    this.#note(server, mention);
    return keyOf(server);
  }

  #note(server: FoundServer, mention: Mention): void {
    this.#spokenOf.add(server);
    this.#addresses.set(server, (this.#addresses.get(server) ?? new Set()).add(addressOf(mention)));
  }

  #find(mention: Mention, from: FoundServer): FoundServer | undefined {
    const { kind, id, ip, port, replicationId, gone } = mention;
    const byId = id === '' ? undefined : this.servers.find((s) => s !== from && s.ids.includes(id));
    if (byId) return byId;
    const there = this.book.at(ip, port, from);
    const sameRole = there && (there.kind === 'sentinel') === (kind === 'sentinel');
    // Another id is another node, unless a restart changed it, which those who reach it would have noticed.
    const saysWho = there?.told || (there?.asleep && there.ids.length > 0);
    const another = saysWho && id !== '' && (kind === 'peer' || kind === 'sentinel' || gone);
    const found = sameRole && !another ? there : undefined;
    if (replicationId !== undefined && historyOf(found)?.replicationId !== replicationId) {
      const source = this.servers.find((s) => {
        const history = historyOf(s);
        return s !== from && history?.role === 'master' && history.replicationId === replicationId;
      });
      return source ?? found;
    }
    if (found || kind !== 'replica') return found;
    return this.#followerOf(from, port);
  }

  /** A replica whose connection comes from an address that is not its own: it says itself whom it follows. */
  #followerOf(master: FoundServer, port: number): FoundServer | undefined {
    return this.servers.find(
      (s) =>
        listensOn(s, port) &&
        !this.#spokenOf.has(s) &&
        s.told?.kind === 'data' &&
        mentionsOf(s.told).some((m) => m.kind === 'master' && this.#find(m, s) === master),
    );
  }

  /** Those that say nothing stay with those they were seen with. */
  #keepTogether(data: readonly FoundServer[]): void {
    for (const silent of data) {
      if (silent.told || silent.ours || silent.before === undefined || this.#spokenOf.has(silent)) continue;
      const company = (s: FoundServer) => s !== silent && s.before === silent.before;
      const other = data.find((s) => company(s) && s.told) ?? data.find(company);
      if (other) this.#unions.join(keyOf(silent), keyOf(other));
    }
  }

  #drafts(data: readonly FoundServer[]): Map<string, Draft> {
    const drafts = new Map<string, Draft>();
    const draftFor = (key: string): Draft => {
      const root = this.#unions.root(key);
      const draft = drafts.get(root) ?? { members: new Set(), ghosts: new Map(), monitors: new Map() };
      drafts.set(root, draft);
      return draft;
    };
    const isStranger = (s: FoundServer) => s.asleep && s.before === undefined && !this.#spokenOf.has(s);
    for (const s of data) if (!isStranger(s)) draftFor(keyOf(s)).members.add(s);
    for (const [key, ghost] of this.#ghosts) draftFor(key).ghosts.set(key, ghost);
    return drafts;
  }

  #addSentinel(draft: Draft, from: FoundServer, mention: Mention): void {
    const found = this.#find(mention, from);
    if (found) {
      this.#note(found, mention);
      draft.members.add(found);
    } else {
      draft.ghosts.set(`sentinel ${addressOf(mention)}`, { ...mention, kind: 'sentinel' });
    }
  }

  /** Sentinels that monitor nothing and of whom nobody speaks: with those they were seen with, or alone. */
  #placeLoneSentinels(drafts: Map<string, Draft>): void {
    const placed = new Set([...drafts.values()].flatMap(({ members }) => [...members]));
    for (const sentinel of this.servers.filter((s) => s.kind === 'sentinel' && !s.ours && !placed.has(s))) {
      // One that never ran here and whose master is not here either may be from any other time.
      if (!sentinel.told && sentinel.before === undefined) continue;
      const { before } = sentinel;
      const company = [...drafts.values()].find(
        ({ members }) => before !== undefined && [...members].some((s) => s.before === before),
      );
      if (company) company.members.add(sentinel);
      else
        drafts.set(keyOf(sentinel), { members: new Set([sentinel]), ghosts: new Map(), monitors: new Map() });
    }
  }
}

/** What a data node says of replication. */
const historyOf = (server: FoundServer | undefined) =>
  server?.told?.kind === 'data' ? server.told.replication : undefined;
