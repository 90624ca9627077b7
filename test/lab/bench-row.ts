/** One measurement beside what it is compared with. */
export interface BenchRow {
  /** What was measured, such as "cluster 3+3, redis 8.0". Names the row in its section. */
  readonly what: string;
  /** Median of our runs. */
  readonly ours: number;
  /** Median of the other's runs; left out where there is none. */
  readonly theirs?: number;
  readonly ratio?: number;
  readonly unit: string;
  /** What it should be, such as "ratio <= 0.33". */
  readonly goal: string;
  readonly met: boolean;
  readonly runs: number;
}

/** What a bench (`test/bench/NAME.ts`, exported `run`) hands back. */
export interface BenchResult {
  readonly section: string;
  readonly rows: readonly BenchRow[];
}
