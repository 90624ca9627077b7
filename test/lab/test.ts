import { mkdirSync } from 'node:fs';
import { live } from './lifetime';
import { resultsDir } from './paths';
import { messageOf, type Say, timedSay } from './say';
import { formatTable } from './table';
import { tiers } from './tiers';
import { type Setup, setUp } from './tiers/setup';
import type { Need, Tier, TierResult } from './tiers/tier';

interface Outcome extends TierResult {
  readonly tier: string;
  readonly seconds: number;
  readonly note: string;
}

interface Wanted {
  readonly tiers: readonly Tier[];
  readonly filters: readonly string[];
  /** Whether tiers were asked for by name: then one that cannot run has failed. */
  readonly byName: boolean;
}

/** `npm test -- [tier…] [filter…]`: without tiers all of them, with filters alone all that can be filtered. */
function wanted(args: readonly string[]): Wanted {
  const named = tiers.filter((tier) => args.includes(tier.name));
  const filters = args.filter((arg) => !tiers.some((tier) => tier.name === arg));
  if (named.length > 0) return { tiers: named, filters, byName: true };
  return {
    tiers: filters.length > 0 ? tiers.filter((tier) => tier.filtered) : tiers,
    filters,
    byName: false,
  };
}

async function runTier(
  tier: Tier,
  { filters, byName }: Wanted,
  { missing }: Setup,
  say: Say,
): Promise<Outcome> {
  const inCi = Boolean(process.env.CI);
  const lacks = tier.needs.filter((need) => missing.has(need));
  if (lacks.length > 0) {
    const failed = inCi || byName ? 1 : 0;
    return {
      tier: tier.name,
      passed: 0,
      failed,
      skipped: 0,
      failures: [],
      seconds: 0,
      note: `cannot run without ${lacks.join(', ')}`,
    };
  }
  say(`tier ${tier.name}`);
  const start = performance.now();
  const { result, trouble } = await tier.run({ filters, say }).then(
    (result) => ({ result, trouble: '' }),
    (error: unknown) => ({
      result: { passed: 0, failed: 1, skipped: 0, failures: [] },
      trouble: messageOf(error),
    }),
  );
  if (trouble) console.error(`${tier.name}: ${trouble}`);
  let { passed, failed, skipped } = result;
  const notes = [trouble.split('\n')[0] ?? ''];
  if (inCi && skipped > 0) {
    // Where nobody looks, a test that was left out is a test that failed.
    notes.push(`${skipped} skipped, which counts as failed in CI`);
    failed += skipped;
    skipped = 0;
  }
  if (passed + failed === 0) {
    notes.push('no test was executed');
    if (filters.length === 0 || byName) failed = 1;
  }
  const seconds = (performance.now() - start) / 1000;
  const { failures } = result;
  return {
    tier: tier.name,
    passed,
    failed,
    skipped,
    failures,
    seconds,
    note: notes.filter(Boolean).join('; '),
  };
}

function report(outcomes: readonly Outcome[]): number {
  const headings = ['tier', 'passed', 'failed', 'skipped', 'seconds', ''];
  const rows = outcomes.map((o) => [
    o.tier,
    o.passed,
    o.failed,
    o.skipped,
    Number(o.seconds.toFixed(1)),
    o.note,
  ]);
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((all, one) => all + count(one), 0);
  const passed = sum((o) => o.passed);
  const failed = sum((o) => o.failed) || (passed === 0 ? 1 : 0);
  console.log(`\n${formatTable(headings, rows)}\n`);
  // Again and last, because of a long run often only the end is kept.
  for (const { tier, failures } of outcomes)
    for (const failure of failures) console.log(`failed: ${tier}: ${failure}`);
  return finalLine(passed, failed);
}

let lastWords = '';

function finalLine(passed: number, failed: number): number {
  lastWords = `${passed} passed, ${failed} failed`;
  return failed > 0 ? 1 : 0;
}

live(async (atEnd) => {
  // Undone last, so said last: after an engine of ours has been stopped.
  atEnd(async () => void (lastWords && console.log(lastWords)));
  const say = timedSay();
  mkdirSync(resultsDir, { recursive: true });
  const want = wanted(process.argv.slice(2));
  const needs = new Set<Need>(want.tiers.flatMap((tier) => tier.needs));
  // The build tier makes it, unless it is not among those asked for.
  if (want.tiers.some((tier) => tier.name === 'build') && !needs.has('vsix')) needs.delete('dist');
  const setup = await setUp(needs, atEnd, say);
  const outcomes: Outcome[] = [];
  for (const tier of want.tiers) outcomes.push(await runTier(tier, want, setup, say));
  return report(outcomes);
});
