import type { TopologySnapshot } from '../snapshot';

/** What several rules work out of the same snapshot, worked out once. */
export function oncePerSnapshot<T>(workOut: (snapshot: TopologySnapshot) => T): (s: TopologySnapshot) => T {
  const known = new WeakMap<TopologySnapshot, { readonly result: T }>();
  return (snapshot) => {
    let found = known.get(snapshot);
    if (!found) {
      found = { result: workOut(snapshot) };
      known.set(snapshot, found);
    }
    return found.result;
  };
}
