import type { NodeSnapshot } from '../snapshot';
import { type Text, text } from '../text';
import type { Severity } from './entry';
import type { Happening, Note, Part } from './note';

/** What the engine tells of a container. */
export interface EngineHappening {
  /** The engine's word: `start`, `die`, `pause`, `network disconnect` … */
  readonly action: string;
  readonly exitCode?: number;
  /** ms since 1970. */
  readonly at: number;
}

/** What notes of a node's container are about. */
export const aboutContainer = (nodeId: string) => `container ${nodeId}`;

interface Said {
  readonly state: string;
  readonly happening: Happening;
  readonly what: Text;
  readonly severity: Severity;
  readonly role?: 'cause' | 'recovery';
  readonly insteadOf?: readonly string[];
}

/**
 * An event of the engine in words; undefined for what another event says better.
 * @param before what the last note said of the same container
 */
export function engineNote(
  event: EngineHappening,
  node: Pick<NodeSnapshot, 'id' | 'name' | 'shard'>,
  before: string | undefined,
): Note | undefined {
  const said = inWords(event, node.name, before);
  if (!said) return undefined;
  const { role, ...rest } = said;
  const part: Part | undefined =
    role && node.shard !== undefined ? { role, shard: node.shard, node: node.id } : undefined;
  const note = { at: event.at, kind: 'engine', nodes: [node.id], about: aboutContainer(node.id) } as const;
  return { ...note, ...rest, ...(part && { part }) };
}

function inWords(
  { action, exitCode = 0 }: EngineHappening,
  name: string,
  before: string | undefined,
): Said | undefined {
  switch (action) {
    case 'create':
      return {
        state: 'created',
        happening: 'making',
        what: text('{0}: container made', name),
        severity: 'info',
      };
    case 'start':
      return {
        state: 'started',
        happening: 'start',
        what: text('{0} started', name),
        severity: 'good',
        role: 'recovery',
      };
    case 'kill':
      // Any signal: whether it ended the server, die and stop tell.
      return {
        state: 'signalled',
        happening: 'end',
        what: text('{0} was sent a signal', name),
        severity: 'info',
      };
    case 'die':
      return {
        state: 'died',
        happening: 'end',
        what: died(name, exitCode, before),
        severity: before === 'signalled' ? 'warning' : 'error',
        role: 'cause',
        insteadOf: ['signalled', 'oom'],
      };
    case 'stop':
      return {
        state: 'stopped',
        happening: 'end',
        what: text('{0} stopped', name),
        severity: 'warning',
        role: 'cause',
        insteadOf: ['signalled', 'died'],
      };
    case 'oom':
      return {
        state: 'oom',
        happening: 'end',
        what: text('{0} ran out of memory', name),
        severity: 'error',
        role: 'cause',
      };
    case 'pause':
      return {
        state: 'paused',
        happening: 'pause',
        what: text('{0} paused', name),
        severity: 'warning',
        role: 'cause',
      };
    case 'unpause':
      return {
        state: 'unpaused',
        happening: 'unpause',
        what: text('{0} goes on', name),
        severity: 'good',
        role: 'recovery',
      };
    case 'destroy':
      return {
        state: 'destroyed',
        happening: 'removal',
        what: text('{0}: container removed', name),
        severity: 'info',
      };
    case 'network disconnect':
      // Every end of a container disconnects it too.
      return isOver(before) || before === 'signalled'
        ? undefined
        : {
            state: 'cut',
            happening: 'cut',
            what: text('{0} was cut off from its network', name),
            severity: 'warning',
            role: 'cause',
          };
    case 'network connect':
      // Every start connects it too.
      return before === 'cut'
        ? {
            state: 'connected',
            happening: 'connection',
            what: text('{0} is on its network again', name),
            severity: 'good',
            role: 'recovery',
          }
        : undefined;
    default:
      return undefined;
  }
}

function died(name: string, exitCode: number, before: string | undefined): Text {
  if (before === 'oom')
    return text('{0} was ended by the kernel: out of memory (exit code {1})', name, exitCode);
  if (before === 'signalled')
    return exitCode === 137
      ? text('{0} was killed (exit code {1})', name, exitCode)
      : text('{0} was ended by a signal (exit code {1})', name, exitCode);
  return text('{0} ended by itself (exit code {1})', name, exitCode);
}

/** Whether the last that was said of a container is that it ended. */
export const isOver = (state: string | undefined): boolean =>
  state !== undefined && ['died', 'stopped', 'oom', 'destroyed'].includes(state);
