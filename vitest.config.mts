import { defineConfig } from 'vitest/config';

/** Tiers that use the engine run one file at a time: they share two cores, ports and the engine itself. */
const serial = {
  fileParallelism: false,
  maxWorkers: 1,
  // Real servers on a shared machine stall for seconds now and then: what is wrong is wrong twice. It is told which were.
  retry: process.env.CI ? 1 : 0,
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          ...serial,
        },
      },
      {
        test: {
          name: 'page',
          include: ['test/page/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          ...serial,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['test/journey/**/*.test.ts'],
          globalSetup: ['test/journey/pack-once.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          ...serial,
        },
      },
      // No tier of `npm test`: `npm run pictures` takes README's pictures anew.
      {
        test: {
          name: 'pictures',
          include: ['test/pictures/**/*.test.ts'],
          globalSetup: ['test/journey/pack-once.ts', 'test/pictures/own-engine.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          ...serial,
          retry: 0,
        },
      },
    ],
  },
});
