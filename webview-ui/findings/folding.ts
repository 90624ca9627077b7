/** Findings that the user folded or unfolded, against what they would be by themselves. */
const turned = new Set<string>();

/** The worst is open from the start, the others tell their one sentence. */
export const isUnfolded = (id: string, place: number): boolean =>
  (place === 0) !== turned.has(key(id, place));

export function toggle(id: string, place: number): void {
  const k = key(id, place);
  if (!turned.delete(k)) turned.add(k);
}

/** One that becomes the worst, or ceases to be, begins anew. */
const key = (id: string, place: number): string => `${place === 0} ${id}`;
