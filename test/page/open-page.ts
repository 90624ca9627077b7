import { afterAll, beforeAll } from 'vitest';
import { type Opened, type Options, type Pages, startPages } from './browse';
import type { Bundle } from './bundle';

export type { Opened };

/** Starts browser and server for a file of tests; pages are opened with what it returns. */
export function pages(): { open: (options?: Options) => Promise<Opened>; bundle: () => Bundle } {
  let started: Pages;
  beforeAll(async () => {
    started = await startPages();
  });
  afterAll(() => started?.close());
  return { open: (options) => started.open(options), bundle: () => started.bundle };
}
