import type { NodeSnapshot, TopologySnapshot } from './snapshot';

/** What can be done to a node because somebody else made it; words of its row's context value. */
export type FoundCapability =
  /** Its container may be left alone from now on. */
  | 'ignorable'
  /** It wants a password that stands nowhere we look. */
  | 'locked';

export function foundCapabilities(
  { container, answer }: NodeSnapshot,
  { origin }: Pick<TopologySnapshot, 'origin'>,
): readonly FoundCapability[] {
  if (origin !== 'found' || container.state === 'absent') return [];
  const locked = answer.kind === 'unreachable' && answer.reason === 'auth';
  return locked ? ['ignorable', 'locked'] : ['ignorable'];
}
