import type { Say } from '../say';

/** What a tier stands on, set up before the first tier runs. */
export type Need = 'dist' | 'vsix' | 'engine' | 'images' | 'chromium' | 'editor';

export interface TierResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, a line each: where, which test, and the first line of why. */
  readonly failures: readonly string[];
}

export interface TierOptions {
  /** Filters and options for the test runner, as given on the command line. */
  readonly filters: readonly string[];
  readonly say: Say;
}

export interface Tier {
  readonly name: string;
  readonly needs: readonly Need[];
  /** Whether it is made of tests that filters choose from, rather than one check of everything. */
  readonly filtered: boolean;
  run(options: TierOptions): Promise<TierResult>;
}

/** The result of something that either holds or does not, and has said why by itself. */
export function oneCheck(holds: boolean): TierResult {
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0, failures: [] };
}

/** A failure in one line, however long what was said of it. */
export function failureLine(test: string, why: string): string {
  return `${test}: ${why.split('\n', 1)[0]?.slice(0, 300)}`;
}
