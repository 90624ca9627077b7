import type { ContainerRow } from '../../docker/containers';
import { KnownServer } from './known-server';
import type { Startup } from './startup';

/** A container that may hold servers, and what came out so far. */
export class ContainerCase {
  startup: Startup | undefined;
  readonly servers = new Map<number, KnownServer>();
  /** It did not run since it was first seen: its servers are those of which its files tell. */
  asleep = false;
  /** Not looked at before this, ms since 1970. */
  notBefore = 0;
  attempts = 0;
  examining = false;
  /** Ports on which nobody has been looked for yet, and of which servers speak. */
  readonly spokenOf = new Set<number>();
  readonly #tried = new Set<number>();
  readonly #hailed = new Set<number>();

  constructor(public row: ContainerRow) {}

  get runs(): boolean {
    return this.row.facts.state === 'running';
  }

  /** Whether a port of it is to be spoken to over TLS: it was told so, or it answered a greeting. */
  speaksTls(port: number): boolean {
    return this.startup?.tls?.wanted || this.#hailed.has(port);
  }

  /** Somebody on this port answered a TLS greeting. */
  answeredTls(port: number): void {
    this.#hailed.add(port);
  }

  /** Whether it is to be found out what is in it. */
  isDue(now: number): boolean {
    if (this.examining || now < this.notBefore) return false;
    if (this.runs) return this.servers.size === 0 || this.asleep || this.spokenOf.size > 0;
    return this.isAtRest && this.startup === undefined;
  }

  /** Whether it does not run now, but can: its files can be read. */
  get isAtRest(): boolean {
    return ['exited', 'created', 'paused'].includes(this.row.facts.state);
  }

  /** How the engine lists it now. What it was when it last ran says nothing of what it is when it runs again. */
  see(row: ContainerRow): void {
    if (!this.runs && row.facts.state === 'running') {
      this.notBefore = 0;
      this.attempts = 0;
      this.#tried.clear();
      this.#hailed.clear();
      for (const server of this.servers.values()) server.answer = undefined;
    }
    // One that ended before it answered, such as a sentinel that refuses its own file, is known by its files alone.
    if (this.runs && row.facts.state !== 'running' && this.servers.size === 0) {
      this.notBefore = 0;
      this.startup = undefined;
    }
    this.row = row;
  }

  /** A server speaks of a port of this container: it is tried once while the container runs. Gives whether that is new. */
  hear(port: number): boolean {
    if (this.servers.has(port) || this.#tried.has(port)) return false;
    this.#tried.add(port);
    this.spokenOf.add(port);
    return true;
  }

  /** It runs, and so many servers answer: what its files told of any other is past. */
  awake(ports: readonly number[]): void {
    this.asleep = false;
    for (const port of this.servers.keys()) if (!ports.includes(port)) this.servers.delete(port);
  }

  /** Servers answer on these ports, besides those that are known already. */
  found(ports: readonly number[], idsOnFile?: readonly string[]): readonly KnownServer[] {
    const made = ports
      .filter((port) => !this.servers.has(port))
      .map((port) => new KnownServer(this, port, idsOnFile));
    for (const server of made) this.servers.set(server.port, server);
    return made;
  }
}
