/** Somebody between whom slots are divided. */
export interface Party {
  readonly id: string;
  /** How many slots it has. */
  readonly has: number;
  /** Its fair share, more than 0: who has least of it gets the next slot. */
  readonly fair: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Divides slots one by one, each to whoever then has least of its fair share; a negative number takes each from
 * whoever has most. Nobody leaves its bounds; of equals, who stands first gets first.
 * @returns by id, how many each has then
 */
export function handOut(parties: readonly Party[], slots: number): Map<string, number> {
  const has = new Map(parties.map((p) => [p.id, p.has]));
  const step = Math.sign(slots);
  for (let left = Math.abs(slots); left > 0; left--) {
    let chosen: Party | undefined;
    let extreme = Number.POSITIVE_INFINITY;
    for (const party of parties) {
      const then = (has.get(party.id) ?? 0) + step;
      if (then < party.least || then > party.most) continue;
      const measure = (step * then) / party.fair;
      if (measure >= extreme) continue;
      chosen = party;
      extreme = measure;
    }
    if (!chosen) break;
    has.set(chosen.id, (has.get(chosen.id) ?? 0) + step);
  }
  return has;
}
