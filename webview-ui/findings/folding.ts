/** Whether each finding that is shown is open, by its id: as it began, or as the user turned it. */
const open = new Map<string, boolean>();

/**
 * The one that is worst when it comes is open, the others tell their one sentence. It stays as it is when a worse one
 * comes above it: somebody may be reading it.
 */
export function isUnfolded(id: string, place: number): boolean {
  const is = open.get(id) ?? place === 0;
  open.set(id, is);
  return is;
}

export const toggle = (id: string): void => void open.set(id, !open.get(id));

/** One that is gone begins anew when it comes back. */
export function forgetOthers(ids: ReadonlySet<string>): void {
  for (const id of open.keys()) if (!ids.has(id)) open.delete(id);
}
