/** The row of saved data: below its engine's, by its own id. */
export const savedRowId = (stationId: string, savedId: string): string => `${stationId}#saved/${savedId}`;

/** The ids of the saved data whose rows a command was chosen on: all that are selected, else the one. */
export function savedIdsOf(args: readonly unknown[]): readonly string[] {
  const [on, selected] = args;
  const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [on];
  return rows.flatMap((row) => (typeof row === 'string' ? (/#saved\/(.+)$/.exec(row)?.[1] ?? []) : []));
}
