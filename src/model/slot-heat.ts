import { SLOT_COUNT } from './slot-owners';
import type { TopologySnapshot } from './snapshot';
import { observedRole } from './structure';

/**
 * What servers count per slot. `keys`: keys now. `cpu`: microseconds spent on commands, `network`: bytes in and out,
 * both since the server began to count.
 */
export const SLOT_METRICS = ['keys', 'cpu', 'network'] as const;
export type SlotMetric = (typeof SLOT_METRICS)[number];

/** Stands for a slot of which nobody told a number. */
export const UNTOLD = -1;

/** One round of asking every master for its slots. */
export interface SlotHeat {
  /** When it was asked, ms since 1970. */
  readonly at: number;
  /** A number for each of the 16,384 slots; metrics that no server gives are not there. */
  readonly metrics: Readonly<Partial<Record<SlotMetric, readonly number[]>>>;
  /** The masters that told nothing, and why, in their own words. */
  readonly silent: readonly { readonly node: string; readonly why: string }[];
}

/** Whether any master that answers is of a version that counts per slot: Redis 8.2, Valkey 8.0. */
export function countsPerSlot({ shape, nodes }: TopologySnapshot): boolean {
  if (shape !== 'cluster') return false;
  return nodes.some((n) => {
    if (n.answer.kind !== 'data' || observedRole(n) !== 'master') return false;
    const { product, version } = n.answer.server;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    return major > 8 || (major === 8 && (product === 'valkey' || minor >= 2));
  });
}

/** Whether something that came as a message is one. */
export function isSlotHeat(v: unknown): v is SlotHeat {
  if (typeof v !== 'object' || v === null) return false;
  const { at, metrics, silent } = v as Record<string, unknown>;
  return (
    typeof at === 'number' &&
    typeof metrics === 'object' &&
    metrics !== null &&
    Object.entries(metrics).every(([name, numbers]) => isMetric(name) && areNumbers(numbers)) &&
    Array.isArray(silent) &&
    silent.every((s) => typeof s?.node === 'string' && typeof s?.why === 'string')
  );
}

const isMetric = (name: string): name is SlotMetric => SLOT_METRICS.some((metric) => metric === name);
const areNumbers = (v: unknown): boolean =>
  Array.isArray(v) && v.length === SLOT_COUNT && v.every((n) => typeof n === 'number');

/**
 * What happened per second between two rounds. A slot whose count went back (it moved, or its server began to count
 * anew) is untold, as is one that was not told of before.
 */
export function perSecond(before: readonly number[], now: readonly number[], ms: number): number[] {
  return now.map((count, slot) => {
    const was = before[slot] ?? UNTOLD;
    return was < 0 || count < was || ms <= 0 ? UNTOLD : ((count - was) * 1000) / ms;
  });
}

/** The slots with the highest numbers above zero, highest first. */
export function hottest(numbers: readonly number[], most: number): { slot: number; value: number }[] {
  const top: { slot: number; value: number }[] = [];
  numbers.forEach((value, slot) => {
    if (value <= 0 || (top.length === most && value <= (top.at(-1)?.value ?? 0))) return;
    const place = top.findIndex((other) => other.value < value);
    top.splice(place < 0 ? top.length : place, 0, { slot, value });
    if (top.length > most) top.pop();
  });
  return top;
}
