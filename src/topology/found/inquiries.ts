import type { Engine } from '../../docker/engine';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { Login } from '../../model/secrets';
import { ask } from '../../redis/ask';
import type { Connections } from '../../redis/connections';
import { answersTls } from '../../redis/probe';
import type { Identity } from '../../redis/secure';
import { connectionKey, targetOf } from '../targets';
import type { ContainerCase } from './container-case';
import { attempts, type ExaminationTools, examine } from './examination';
import { KnownServer } from './known-server';
import { readStartup } from './startup';
import { idsOnFile } from './stopped';

export interface InquiryOptions {
  readonly connections: Connections;
  readonly log: Log;
  readonly now: () => number;
  /** How long a server may take to answer, ms. */
  readonly timeoutMs: number;
  readonly loginOf: (server: KnownServer) => Promise<Login | undefined>;
  /** By what a server is known over TLS; undefined when it is spoken to without. Rejects with a Failure. */
  readonly identityOf: (server: KnownServer) => Promise<Identity | undefined>;
  /** Something came out, or it is time to look again. */
  readonly onChange: () => void;
}

/** What turned out to be no server is not tried again within this. ms */
const AGAIN_MS = 60_000;
/** A server that starts does not listen or answer yet: tried again after this, then after twice as long … ms */
const STARTING_MS = 500;
/** So many containers that do not run are read at a time: the engine mounts each of them for it. */
const READ_AT_A_TIME = 4;

/** Finds out what is in containers, each when it is due. What it does to servers: asks. */
export class Inquiries {
  readonly #options: InquiryOptions;
  readonly #running = new Set<Promise<void>>();
  /** Of those that run, the ones whose command does not say that it is something else: nobody waits for the others. */
  readonly #hopeful = new Set<Promise<void>>();
  #reading = 0;
  #engine: Engine | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: InquiryOptions) {
    this.#options = options;
  }

  /** From now on on this engine; undefined: none. What runs ends by itself, and tells nobody. */
  use(engine: Engine | undefined): void {
    this.#engine = engine;
    clearTimeout(this.#timer);
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Begins with those that are due. */
  begin(cases: Iterable<ContainerCase>): void {
    const engine = this.#engine;
    if (!engine) return;
    for (const one of cases) {
      if (!one.isDue(this.#options.now())) continue;
      if (!one.runs && this.#reading >= READ_AT_A_TIME) continue;
      this.#begin(engine, one);
    }
  }

  #begin(engine: Engine, one: ContainerCase): void {
    one.examining = true;
    const tell = () => {
      if (this.#engine === engine) this.#options.onChange();
    };
    let give = () => {};
    const hope = new Promise<void>((resolve) => {
      give = resolve;
    });
    this.#hopeful.add(hope);
    const giveUp = () => {
      give();
      if (this.#hopeful.delete(hope) && this.#hopeful.size === 0) tell();
    };
    const inquiry = this.#inquire(engine, one, giveUp).finally(() => {
      one.examining = false;
      this.#running.delete(inquiry);
      giveUp();
      if (!this.busy) tell();
    });
    this.#running.add(inquiry);
  }

  /** Waits until what may well be servers has been asked, at most so long, ms. Gives whether anything was. */
  async settle(mostMs: number): Promise<boolean> {
    if (this.#hopeful.size === 0) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, mostMs);
    });
    await Promise.race([Promise.all(this.#hopeful), late]);
    clearTimeout(timer);
    return true;
  }

  async #inquire(engine: Engine, one: ContainerCase, giveUp: () => void): Promise<void> {
    try {
      await (one.runs ? this.#examine(engine, one, giveUp) : this.#readStopped(engine, one));
    } catch (error) {
      // The engine's trouble says nothing of what is in the container.
      one.attempts++;
      this.#soonAgain(one);
      this.#options.log.debug(`${one.row.facts.name} could not be examined: ${reasonOf(error)}`);
    }
  }

  async #examine(engine: Engine, one: ContainerCase, giveUp: () => void): Promise<void> {
    const { now } = this.#options;
    const startup = await readStartup(engine, one.row.facts.id);
    one.startup = startup;
    if (!startup.isServer) giveUp();
    const tools = this.#toolsFor(engine, one);
    const spokenOf = [...one.spokenOf];
    one.spokenOf.clear();
    const isKnown = one.servers.size > 0 && !one.asleep;
    const { verdict, servers } = await (isKnown
      ? attempts(one.row, spokenOf, tools)
      : examine(one.row, startup, tools));
    if (isKnown) return void (await this.#welcome(one, servers, tools));
    one.attempts++;
    if (servers.length > 0) {
      one.awake(servers);
      return void (await this.#welcome(one, servers, tools));
    }
    if (startup.isServer && verdict !== 'other') {
      this.#soonAgain(one);
      return;
    }
    one.awake([]);
    one.notBefore = now() + AGAIN_MS;
  }

  /** After half a second, then after twice as long, at most a minute. */
  #soonAgain(one: ContainerCase): void {
    const wait = Math.min(STARTING_MS * 2 ** (one.attempts - 1), AGAIN_MS);
    one.notBefore = this.#options.now() + wait;
    this.#againAfter(wait);
  }

  /** Asks servers that were just found what they have to say. */
  async #welcome(one: ContainerCase, ports: readonly number[], { connect }: ExaminationTools): Promise<void> {
    const { now, timeoutMs } = this.#options;
    await Promise.all(
      one.found(ports).map(async (server) => {
        server.take(await ask(connect(server.port), { kind: 'unknown' }, now, timeoutMs));
      }),
    );
  }

  /** What does not run says nothing; its command and its files may say to which topology it would belong. */
  async #readStopped(engine: Engine, one: ContainerCase): Promise<void> {
    this.#reading++;
    try {
      const { id } = one.row.facts;
      const startup = await readStartup(engine, id);
      const ids = startup.isServer ? await idsOnFile(engine, id, startup) : [];
      one.startup = startup;
      if (!startup.isServer) return;
      one.asleep = true;
      one.found([startup.expectedPort], ids);
    } finally {
      this.#reading--;
    }
  }

  #toolsFor(engine: Engine, one: ContainerCase): ExaminationTools {
    const { connections, log, timeoutMs } = this.#options;
    const serverAt = (port: number) => one.servers.get(port) ?? new KnownServer(one, port);
    const targetAt = (server: KnownServer) => {
      const login = () => this.#options.loginOf(server);
      return targetOf(engine, server.node, login, () => this.#options.identityOf(server));
    };
    const connect = (port: number) => {
      const server = serverAt(port);
      return connections.to(connectionKey(server.node), targetAt(server));
    };
    const hail = async (port: number) => {
      const answers = await answersTls(targetAt(serverAt(port)));
      if (answers) one.answeredTls(port);
      return answers;
    };
    const close = (port: number) => connections.drop(connectionKey(serverAt(port).node));
    return { engine, log, connect, hail, close, timeoutMs };
  }

  #againAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#options.onChange(), ms);
    this.#timer.unref();
  }
}
