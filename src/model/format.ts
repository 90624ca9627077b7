import type { SlotRange } from './cluster-view';

/** Bytes as people read them: "0 B", "1.2 KB", "93.6 MB" (1 KB = 1024 bytes, as Redis counts). */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`;
}

const counts = new Intl.NumberFormat('en');

/** A whole number with its thousands apart: "1,000,000". */
export const formatCount = (n: number): string => counts.format(n);

/** Slot ranges as "0-5460, 7000"; more than `most` are counted instead of listed. */
export function formatSlots(ranges: readonly SlotRange[], most = 4): string {
  const shown = ranges.slice(0, most).map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`));
  return ranges.length > most ? `${shown.join(', ')}, +${ranges.length - most}` : shown.join(', ');
}

/** A duration in ms as "240 ms", "6.4 s", "3 min", "2 h". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 10) return `${s.toFixed(1)} s`;
  if (s < 90) return `${Math.round(s)} s`;
  const min = s / 60;
  return min < 90 ? `${Math.round(min)} min` : `${Math.round(min / 60)} h`;
}

/** A short container id, as the docker CLI prints it. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}
