import { type Text, text } from '../../model/text';
import type { EngineStatus } from '../../topology/store';

/** Why what a page shows may be old: the engine cannot be asked. Undefined while it can, or is about to be. */
export function engineTrouble(status: EngineStatus): Text | undefined {
  if (status.kind !== 'unavailable') return undefined;
  const { what, why } = status.failure;
  return why === undefined ? what : text('{0}: {1}', what, why);
}
