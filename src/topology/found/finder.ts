import type { ContainerRow } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { Answer, ContainerFacts, TopologySnapshot } from '../../model/snapshot';
import { ask } from '../../redis/ask';
import type { Connections } from '../../redis/connections';
import type { Verdict } from '../../redis/probe';
import { connectionKey, targetOf } from '../targets';
import { isIgnored, mayBeServer } from './candidate';
import { examine } from './examination';
import { foundTopologies } from './found-topologies';
import { mentionKey } from './mention';
import { AskedPasswords, type Secrets } from './passwords';
import { type FoundServer, idsIn, kindOfTold, publishedPort, type Told } from './server';
import { readStartup, type Startup } from './startup';

/** What a user wants of discovery. */
export interface DiscoverySettings {
  readonly enabled: boolean;
  /** Names of containers that are left alone; `*` stands for any characters. */
  readonly ignore: readonly string[];
}

export interface FinderOptions {
  readonly connections: Connections;
  readonly secrets: Secrets;
  readonly settings: () => DiscoverySettings;
  readonly log: Log;
  readonly now: () => number;
  /** How long a server may take to answer, ms. */
  readonly timeoutMs: number;
  /** Something was found, or nodes say something else of each other: list again. */
  readonly onChange: () => void;
}

/** What is known of a container that may be, or is, a server. */
interface Case {
  row: ContainerRow;
  isServer: boolean;
  startup: Startup | undefined;
  port: number;
  /** Not looked at before this, ms since 1970. */
  notBefore: number;
  attempts: number;
  examining: boolean;
  answer: Answer | undefined;
  /** The last answer that told something. */
  told: Told | undefined;
  mentions: string;
  topology: string | undefined;
}

/** What turned out to be no server is not tried again within this. ms */
const AGAIN_MS = 60_000;
/** A server that starts does not listen or answer yet: tried again after this, then after twice as long … ms */
const STARTING_MS = 500;

const WORDS: Readonly<Record<Verdict, string>> = {
  server: 'a Redis or Valkey server',
  closed: 'nobody listens',
  silent: 'no answer',
  other: 'not a Redis or Valkey server',
};

/**
 * Finds the servers that we did not make, and knows what they last said. What it does to them: asks, over the one
 * connection that the polling then goes on with.
 */
export class Finder {
  readonly #options: FinderOptions;
  readonly #passwords: AskedPasswords;
  readonly #cases = new Map<string, Case>();
  readonly #examinations = new Set<Promise<void>>();
  #engine: Engine | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FinderOptions) {
    this.#options = options;
    this.#passwords = new AskedPasswords(options.secrets);
  }

  /** From now on this engine is searched; undefined: none. */
  use(engine: Engine | undefined): void {
    this.#engine = engine;
    this.#cases.clear();
    clearTimeout(this.#timer);
  }

  get enabled(): boolean {
    return this.#options.settings().enabled;
  }

  /** Whether containers are being examined. */
  get busy(): boolean {
    return this.#examinations.size > 0;
  }

  /** The connections that examinations use: others may not close them. */
  get connectionKeys(): readonly string[] {
    return [...this.#cases.values()]
      .filter((c) => c.examining || c.isServer)
      .map((c) => connectionKey(nodeOf(c)));
  }

  /**
   * Takes note of what containers there are.
   * @param mayAsk whether those that are new may be examined now
   */
  look(rows: readonly ContainerRow[], mayAsk: boolean): void {
    const { ignore } = this.#options.settings();
    const present = new Map(
      rows
        .filter((row) => !row.labels && mayBeServer(row) && !isIgnored(row.facts.name, ignore))
        .map((row) => [row.facts.id, row]),
    );
    for (const id of [...this.#cases.keys()]) if (!present.has(id)) this.#cases.delete(id);
    for (const [id, row] of present) {
      const known = this.#cases.get(id) ?? newCase(row);
      // What it was when it last ran says nothing of what it is now.
      if (known.row.facts.state !== 'running' && row.facts.state === 'running') {
        Object.assign(known, { notBefore: 0, attempts: 0, answer: undefined });
      }
      known.row = row;
      this.#cases.set(id, known);
    }
    if (mayAsk) this.#examineDue();
  }

  /** Waits until what is being examined is, at most so long, ms. Gives whether anything was. */
  async settle(mostMs: number): Promise<boolean> {
    if (!this.busy) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([Promise.all(this.#examinations), late]);
    clearTimeout(timer);
    return true;
  }

  /** What the servers found make up, by what they last said. */
  topologies(
    rows: readonly ContainerRow[],
    ours: readonly TopologySnapshot[],
    previous: ReadonlyMap<string, TopologySnapshot>,
  ): TopologySnapshot[] {
    const engine = this.#engine;
    if (!engine || !this.enabled) return [];
    const found = [...this.#cases.values()].filter((c) => c.isServer);
    const made = foundTopologies(
      { servers: found.map(serverOf), rows, ours, previous },
      { engine, now: this.#options.now(), answerOf: ({ row }) => this.#cases.get(row.facts.id)?.answer },
    );
    // What is only half found would keep an id that no other window gives it.
    for (const { id, nodes } of this.busy ? [] : made) {
      for (const { container } of nodes) {
        const known = this.#cases.get(container.id);
        if (known) known.topology = id;
      }
    }
    return made;
  }

  /** A server answered, or failed to. */
  took(containerId: string, answer: Answer): void {
    const known = this.#cases.get(containerId);
    if (known && this.#note(known, answer)) this.#options.onChange();
  }

  /** A server's password, found where it was started or asked for. */
  async passwordOf(container: Pick<ContainerFacts, 'id' | 'name'>): Promise<string | undefined> {
    const asked = this.#engine && (await this.#passwords.of(this.#engine.id, container.name));
    return asked ?? this.#cases.get(container.id)?.startup?.password;
  }

  /** Uses a typed password from now on; {@link keepPassword} or {@link discardPassword} says how it went. */
  tryPassword(container: ContainerFacts, password: string): void {
    if (this.#engine) this.#passwords.attempt(this.#engine.id, container.name, password);
  }

  async keepPassword(container: ContainerFacts): Promise<void> {
    if (this.#engine) await this.#passwords.keep(this.#engine.id, container.name);
  }

  discardPassword(container: ContainerFacts): void {
    if (this.#engine) this.#passwords.discard(this.#engine.id, container.name);
  }

  #examineDue(): void {
    const engine = this.#engine;
    if (!engine) return;
    for (const known of this.#cases.values()) {
      const due = this.#options.now() >= known.notBefore;
      const runs = known.row.facts.state === 'running';
      const ended = known.row.facts.state === 'exited' && /sentinel/i.test(known.row.command);
      if (known.isServer || known.examining || !due || !(runs || ended)) continue;
      known.examining = true;
      const examination = (runs ? this.#examine(engine, known) : this.#readEnded(engine, known))
        .catch((error: unknown) => {
          known.notBefore = this.#options.now() + AGAIN_MS;
          this.#options.log.debug(`${known.row.facts.name} could not be examined: ${reasonOf(error)}`);
        })
        .finally(() => {
          known.examining = false;
          this.#examinations.delete(examination);
          if (!this.busy && this.#engine === engine) this.#options.onChange();
        });
      this.#examinations.add(examination);
    }
  }

  async #examine(engine: Engine, known: Case): Promise<void> {
    const { connections, log, now, timeoutMs } = this.#options;
    const { row } = known;
    const connect = (port: number, startup: Startup) => {
      Object.assign(known, { port, startup });
      const node = nodeOf(known);
      return connections.to(
        connectionKey(node),
        targetOf(engine, node, () => this.passwordOf(row.facts)),
      );
    };
    const close = (port: number) => connections.drop(connectionKey(nodeOf({ ...known, port })));
    const { verdict, port, startup } = await examine(row, { engine, log, connect, close, timeoutMs });
    log.debug(`${row.facts.name}, port ${port}: ${WORDS[verdict]}`);
    known.attempts++;
    if (verdict === 'server') {
      Object.assign(known, { isServer: true, port, startup });
      this.#note(known, await ask(connect(port, startup), { kind: 'unknown' }, now, timeoutMs));
      return;
    }
    const starting = startup.isServer && verdict !== 'other';
    const wait = starting ? Math.min(STARTING_MS * 2 ** (known.attempts - 1), AGAIN_MS) : AGAIN_MS;
    known.notBefore = now() + wait;
    if (starting) this.#againAfter(wait);
  }

  /** A sentinel that refused its own file never answers: the file says to which topology it would belong. */
  async #readEnded(engine: Engine, known: Case): Promise<void> {
    const startup = await readStartup(engine, known.row.facts.id);
    known.notBefore = this.#options.now() + AGAIN_MS;
    if (!startup.sentinel || startup.monitors.length === 0) return;
    Object.assign(known, { isServer: true, startup, port: startup.port ?? 26_379 });
  }

  #againAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#options.onChange(), ms);
    this.#timer.unref();
  }

  /** Gives whether the server now speaks of others than before. */
  #note(known: Case, answer: Answer): boolean {
    known.answer = answer;
    if (answer.kind !== 'data' && answer.kind !== 'sentinel') return false;
    const mentions = mentionKey(answer);
    const changed = mentions !== known.mentions;
    Object.assign(known, { told: answer, mentions });
    return changed;
  }
}

const newCase = (row: ContainerRow): Case => ({
  row,
  isServer: false,
  startup: undefined,
  port: 0,
  notBefore: 0,
  attempts: 0,
  examining: false,
  answer: undefined,
  told: undefined,
  mentions: '',
  topology: undefined,
});

function nodeOf({ row, port }: Pick<Case, 'row' | 'port'>) {
  const container = { ...row.facts, publishedPort: publishedPort(row, port) };
  return { name: row.facts.name, port, container };
}

function serverOf({ row, port, startup, answer, told, topology }: Case): FoundServer {
  const answers = row.facts.state === 'running' && answer === told;
  return {
    row,
    port,
    kind: told ? kindOfTold(told) : startup?.sentinel ? 'sentinel' : 'data',
    aliases: startup?.aliases ?? [],
    ours: false,
    told: answers ? told : undefined,
    ids: told ? idsIn(told) : [],
    before: topology,
    wouldMonitor: told ? [] : (startup?.monitors ?? []),
  };
}
