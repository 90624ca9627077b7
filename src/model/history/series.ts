import type { SeriesData } from './ring';

/**
 * What is remembered of a data node over time. Of a replica: `lagBytes` (bytes behind its master) and `lagSeconds`
 * (seconds since it was last heard of). Of a master: `bytesPerSecond` (its replication stream). Of both:
 * `opsPerSecond` (commands), and `historyBegan`: a point for each time that the replication id was seen to be another
 * than before, with the offset at which it was.
 */
export const SERIES = ['lagBytes', 'lagSeconds', 'bytesPerSecond', 'opsPerSecond', 'historyBegan'] as const;
export type SeriesName = (typeof SERIES)[number];

/** One value for each series of a node at one moment; NaN where it does not apply or is not known. */
export type Sample = Readonly<Record<SeriesName, number>>;

/** Series by node id. Only those that were ever known are there. */
export type HistoryData = Readonly<Record<string, Readonly<Partial<Record<SeriesName, SeriesData>>>>>;
