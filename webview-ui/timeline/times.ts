import { clock } from '../l10n';

const two = (n: number, digits = 2) => `${n}`.padStart(digits, '0');

/** The day of a moment, as in 2026-11-22. */
export function dayOf(at: number): string {
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** The time of day; with its day when that is another than today. */
export const shortTime = (at: number, today: string): string =>
  dayOf(at) === today ? clock(at) : fullTime(at).slice(5, 16);

/** To the millisecond, the same in every language. */
export function fullTime(at: number): string {
  const d = new Date(at);
  const time = `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
  return `${dayOf(at)} ${time}.${two(d.getMilliseconds(), 3)}`;
}

/** "+4 ms", "+5.04 s", "+2 min 5 s" */
export function afterCause(ms: number): string {
  if (ms < 1000) return `+${Math.round(ms)} ms`;
  if (ms < 60_000) return `+${(ms / 1000).toFixed(2)} s`;
  return `+${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
