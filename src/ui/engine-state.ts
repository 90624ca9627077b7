import { type EngineTrouble, engineTrouble } from '../docker/engine-failure';
import type { Lab } from '../topology/lab';
import type { EngineStatus } from '../topology/store';

/** The engine in use as welcome texts tell it apart: the values of the context key `redisTopologyLab.engine`. */
export type EngineState = 'idle' | 'connecting' | 'ready' | EngineTrouble;

/** Sorts an engine's status by what a user has to do about it. */
export function engineState(status: EngineStatus): EngineState {
  return status.kind === 'unavailable' ? (engineTrouble(status.failure) ?? 'unreachable') : status.kind;
}

/** What a lab's engine is known by; empty before it is first needed. */
export const engineName = ({ store: { engine } }: Lab): string => (engine.kind === 'idle' ? '' : engine.name);
