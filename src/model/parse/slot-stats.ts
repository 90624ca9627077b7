import type { SlotMetric } from '../slot-heat';
import { fieldsOf } from './sentinel';

/** Which of a server's fields make up a metric. */
const FIELDS: readonly (readonly [SlotMetric, readonly string[]])[] = [
  ['keys', ['key-count']],
  ['cpu', ['cpu-usec']],
  ['network', ['network-bytes-in', 'network-bytes-out']],
];

/**
 * Reads the reply to `CLUSTER SLOT-STATS SLOTSRANGE`: `[[slot, [field, number, …]], …]`, slots of the asked node only
 * (valkey.io/commands/cluster-slot-stats). Without `cluster-slot-stats-enabled yes` there is `key-count` alone.
 * @param put is called with each number that is there
 */
export function readSlotStats(
  reply: unknown,
  put: (metric: SlotMetric, slot: number, value: number) => void,
): void {
  for (const row of Array.isArray(reply) ? reply : []) {
    const [slot, stats] = Array.isArray(row) ? row : [];
    const fields = fieldsOf(stats);
    if (!Number.isInteger(slot) || !fields) continue;
    for (const [metric, names] of FIELDS) {
      const numbers = names.map((name) => Number(fields.get(name) ?? Number.NaN));
      const sum = numbers.reduce((a, b) => a + b, 0);
      if (Number.isFinite(sum)) put(metric, slot, sum);
    }
  }
}
