import type { Answer } from '../../model/snapshot';
import type { ContainerCase } from './container-case';
import { mentionKey } from './mention';
import { type FoundServer, idsIn, kindOfTold, publishedPort, type Told } from './server';

/** A server that was found in a container, and what it last said. */
export class KnownServer {
  /** Its newest answer; undefined before the first one. */
  answer: Answer | undefined;
  /** The topology it was last seen in. */
  topology: string | undefined;
  /** The last answer that told something. */
  #told: Told | undefined;
  #mentions = '';

  constructor(
    readonly home: ContainerCase,
    /** Port that it listens on, in its container's network. */
    readonly port: number,
    /** Cluster ids that a file of its says it had, where it has not answered yet. */
    readonly idsOnFile: readonly string[] = [],
  ) {}

  /** Unmistakable, and the same after every restart: its container's name, with the port where that is not the expected one. */
  get id(): string {
    const { row, startup } = this.home;
    const { name } = row.facts;
    return startup && this.port !== startup.expectedPort ? `${name}:${this.port}` : name;
  }

  /** What people call it: by its container's name, which several in one container share. */
  get name(): string {
    const { name } = this.home.row.facts;
    return this.home.servers.size > 1 ? `${name}:${this.port}` : name;
  }

  /** As what connections are opened to. */
  get node() {
    const { row } = this.home;
    const container = { ...row.facts, publishedPort: publishedPort(row, this.port) };
    return { name: this.name, port: this.port, container };
  }

  /** Where it is spoken to over TLS: whether it wants a certificate of its clients, as far as that was told. */
  get tls(): 'server' | 'mutual' | undefined {
    if (!this.home.speaksTls(this.port)) return undefined;
    return this.home.startup?.tls?.files.mutual === false ? 'server' : 'mutual';
  }

  /** Takes an answer; gives whether it now speaks of others than before. */
  take(answer: Answer): boolean {
    this.answer = answer;
    if (answer.kind !== 'data' && answer.kind !== 'sentinel') return false;
    const mentions = mentionKey(answer);
    const changed = mentions !== this.#mentions;
    this.#told = answer;
    this.#mentions = mentions;
    return changed;
  }

  /** As grouping sees it. */
  get found(): FoundServer {
    const { row, startup, asleep } = this.home;
    const told = this.#told;
    const answers = row.facts.state === 'running' && this.answer === told;
    return {
      row,
      port: this.port,
      id: this.id,
      name: this.name,
      kind: told ? kindOfTold(told) : kindByFile(startup?.sentinel, this.idsOnFile),
      aliases: startup?.aliases ?? [],
      otherPort: startup?.several ? undefined : startup?.otherPort,
      tls: this.tls,
      ours: false,
      asleep,
      told: answers ? told : undefined,
      ids: told ? idsIn(told) : this.idsOnFile,
      before: this.topology,
      wouldMonitor: told ? [] : (startup?.monitors ?? []),
      wouldFollow: told ? undefined : startup?.follows,
    };
  }
}

function kindByFile(sentinel: boolean | undefined, ids: readonly string[]): FoundServer['kind'] {
  if (sentinel) return 'sentinel';
  return ids.length > 0 ? 'cluster' : 'data';
}
