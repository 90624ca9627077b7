/** A time as the engine states it (RFC 3339), to the second, in UTC; undefined for "never" (the year 1). */
export function when(stated: string): string | undefined {
  const at = new Date(stated);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970) return undefined;
  return stamp(at.getTime());
}

/** ms since 1970 as "2026-11-22 15:04:05 UTC". */
export function stamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The whole of a number of seconds since 1970, as INFO states times; undefined for 0. */
export function unixTime(seconds: string | undefined): string | undefined {
  const s = Number(seconds ?? 0);
  return s > 0 ? stamp(s * 1000) : undefined;
}
