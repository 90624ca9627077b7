import { LABEL } from './labels';

/** Something that happened to a container, or between a container and a network. */
export interface EngineEvent {
  /** The engine's word: `start`, `die`, `pause` …; for networks `network connect` and `network disconnect`. */
  readonly action: string;
  readonly containerId: string;
  /** Empty when the engine does not tell it (network events). */
  readonly containerName: string;
  readonly topology?: string;
  readonly node?: string;
  readonly exitCode?: number;
  /** ms since 1970 on the engine's clock. */
  readonly at: number;
}

/** What the engine is asked to tell: without the exec of health checks, which are most of all events. */
export const ACTIONS = [
  ...['create', 'start', 'die', 'stop', 'kill', 'restart', 'pause', 'unpause', 'oom', 'rename', 'destroy'],
  ...['health_status', 'connect', 'disconnect'],
  // Podman looks for these in its own words, and tells the first of them in Docker's.
  ...['died', 'remove'],
] as const;

/** Podman's words for what Docker calls otherwise. */
const IN_DOCKERS_WORDS: Readonly<Record<string, string>> = { died: 'die', remove: 'destroy' };

interface ReadEvent {
  readonly event: EngineEvent;
  readonly kind: 'container' | 'network';
  /** Since 1970, with a fraction. */
  readonly seconds: number;
  /** The same for the same event when it is told twice. */
  readonly key: string;
}

/** Reads one message of the events stream; undefined when it is none that we know. Never throws. */
export function readEngineEvent(line: unknown): ReadEvent | undefined {
  if (typeof line !== 'object' || line === null) return undefined;
  const message = line as Record<string, unknown>;
  const actor = (typeof message.Actor === 'object' && message.Actor !== null ? message.Actor : {}) as {
    ID?: unknown;
    Attributes?: unknown;
  };
  const attributes = (
    typeof actor.Attributes === 'object' && actor.Attributes !== null ? actor.Attributes : {}
  ) as Record<string, unknown>;
  const { Type: kind, Action: said, timeNano } = message;
  if ((kind !== 'container' && kind !== 'network') || typeof said !== 'string') return undefined;
  const action = kind === 'container' ? (IN_DOCKERS_WORDS[said] ?? said) : said;
  const containerId = kind === 'container' ? actor.ID : attributes.container;
  const nano = typeof timeNano === 'number' ? timeNano : Number(message.time) * 1e9;
  if (typeof containerId !== 'string' || !containerId || !Number.isFinite(nano)) return undefined;
  const exitCode = Number(attributes.exitCode);
  return {
    kind,
    seconds: nano / 1e9,
    key: `${nano} ${action} ${containerId}`,
    event: {
      action: kind === 'network' ? `network ${action}` : action,
      containerId,
      containerName: kind === 'container' && typeof attributes.name === 'string' ? attributes.name : '',
      ...named('topology', attributes[LABEL.topology]),
      ...named('node', attributes[LABEL.node]),
      ...(action === 'die' && Number.isInteger(exitCode) ? { exitCode } : {}),
      at: nano / 1e6,
    },
  };
}

function named<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return (typeof value === 'string' && value ? { [key]: value } : {}) as { [P in K]?: string };
}
