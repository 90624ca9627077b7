import type { ContainerRow } from '../docker/containers';
import type { EngineEvent } from '../docker/events';

/** An engine that lists a container as running for this long after it told of its death is believed. ms */
const BELIEVED_MS = 10_000;

interface Death {
  readonly exitCode: number | undefined;
  /** When it was heard of, ms. */
  readonly at: number;
}

/**
 * Containers whose death the engine has told of and whose death its list does not show yet. Docker tells first, then
 * takes the container out of its networks, and only then changes the list, without a further word: 0.25 to 0.75 s
 * later (measured with 20.10, six containers at once). Who lists at the word would show it as running until the
 * next event, however long that takes.
 */
export class Deaths {
  readonly #deaths = new Map<string, Death>();

  /** @param now ms, of the clock of {@link correct} */
  hear({ action, containerId, exitCode }: EngineEvent, now: number): void {
    if (action === 'die') this.#deaths.set(containerId, { exitCode, at: now });
    else if (action === 'start' || action === 'destroy') this.#deaths.delete(containerId);
  }

  /**
   * The engine's list, with those as exited that are known to be; what the list shows by itself is forgotten here.
   * @param askedAt when the list was asked for, ms: it says nothing of a later death
   */
  correct(rows: readonly ContainerRow[], askedAt: number): readonly ContainerRow[] {
    if (this.#deaths.size === 0) return rows;
    const lively = new Set(rows.filter(isLively).map(({ facts }) => facts.id));
    for (const [id, { at }] of this.#deaths) {
      const shown = at < askedAt && !lively.has(id);
      if (shown || askedAt - at > BELIEVED_MS) this.#deaths.delete(id);
    }
    return rows.map((row) => {
      const death = this.#deaths.get(row.facts.id);
      return death ? { ...row, facts: { ...row.facts, state: 'exited', status: statusOf(death) } } : row;
    });
  }

  /** Whether the list is behind what was told, so that it is worth reading again. */
  get pending(): boolean {
    return this.#deaths.size > 0;
  }

  clear(): void {
    this.#deaths.clear();
  }
}

const isLively = ({ facts }: ContainerRow): boolean => facts.state === 'running' || facts.state === 'paused';

/** As the engine's own list puts it, but for how long ago. */
const statusOf = ({ exitCode }: Death): string => `Exited${exitCode === undefined ? '' : ` (${exitCode})`}`;
