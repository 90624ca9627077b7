import type { HistoryData as History } from '../../../src/model/history/series';
import type { PageSnapshot } from '../../../src/protocol/to-page';
import { NOW } from './nodes';

type Series = [node: string, series: History[string]];

/** What one second adds to the history of every data node. */
export function secondOf({ nodes }: PageSnapshot, at: number): History {
  return Object.fromEntries(
    nodes.flatMap(({ id, answer }, i): Series[] => {
      if (answer.kind !== 'data') return [];
      const one = (value: number) => ({ at: [at], value: [value] });
      return answer.replication.role === 'master'
        ? [[id, { bytesPerSecond: one(18_600 + (i % 3) * 900), opsPerSecond: one(412) }]]
        : [[id, { lagBytes: one((i * 977) % 9000), lagSeconds: one(i % 2), opsPerSecond: one(0) }]];
    }),
  );
}

/** A number between 0 and 1, the same for the same n. */
const noise = (n: number) => Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1;

/**
 * Five minutes under writes of about 18 KB/s. Replicas acknowledge once a second, so what is not acknowledged yet goes
 * up and down below one second of writes. The second replica fell behind for a moment; nobody looked for half a minute.
 */
export function fiveMinutes(snapshot: PageSnapshot, until = NOW): History {
  const at = Array.from({ length: 300 }, (_, i) => until - (299 - i) * 1000).filter(
    (_, i) => i < 60 || i > 90,
  );
  return Object.fromEntries(
    snapshot.nodes.flatMap(({ id, answer, index, shard = 0 }): Series[] => {
      if (answer.kind !== 'data') return [];
      const seed = index * 1000 + shard * 77;
      const series = (read: (second: number, i: number) => number | null) => ({
        at,
        value: at.map((time, i) => read(300 - (until - time) / 1000, i)),
      });
      if (answer.replication.role === 'master')
        return [[id, { bytesPerSecond: series((_, i) => 18_600 + 800 * noise(i)) }]];
      const fellBehind = (second: number) =>
        index === 2 || shard === 2 ? Math.max(0, 1 - Math.abs(second - 190) / 9) * 46_000 : 0;
      const lagBytes = series((second, i) => Math.round(fellBehind(second) + 9000 * noise(i + seed)));
      return [[id, { lagBytes, lagSeconds: series((_, i) => i % 2) }]];
    }),
  );
}
