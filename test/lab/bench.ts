import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchResult, BenchRow } from './bench-row';
import { findEngine } from './engine';
import { ensureImages, LAB_IMAGES } from './images';
import { live } from './lifetime';
import { projectDir } from './paths';
import { type Say, timedSay } from './say';
import { formatTable } from './table';

const benchDir = join(projectDir, 'test', 'bench');
const resultsFile = join(projectDir, 'bench-results.json');

interface Bench {
  run(say: Say): Promise<BenchResult>;
}

async function load(name: string): Promise<Bench> {
  const file = join(benchDir, `${name}.ts`);
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) {
    const names = readdirSync(benchDir).filter((entry) => entry.endsWith('.ts'));
    throw new Error(
      `npm run bench -- NAME, with one of: ${names.map((entry) => entry.slice(0, -3)).join(', ')}`,
    );
  }
  const bench = (await import(pathToFileURL(file).href)) as Partial<Bench>;
  if (!bench.run) throw new Error(`${file} exports no run()`);
  return { run: bench.run };
}

/** Percentages need their decimals; milliseconds do not. */
const rounded = (value: number): number => (value < 10 ? Number(value.toFixed(2)) : Math.round(value));

function print({ section, rows }: BenchResult): void {
  const cells = rows.map((row) => [
    row.what,
    rounded(row.ours),
    row.theirs === undefined ? '' : rounded(row.theirs),
    row.unit,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.goal,
    row.met ? 'met' : 'NOT MET',
    row.runs,
  ]);
  console.log(`\n${formatTable([section, 'ours', 'theirs', 'unit', 'ratio', 'goal', '', 'runs'], cells)}\n`);
}

/** Puts rows into bench-results.json: a row of the same name is replaced, all others stay. */
function merge({ section, rows }: BenchResult): void {
  const before = existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8') : '{}';
  const all = JSON.parse(before) as Record<string, readonly BenchRow[]>;
  const fresh = new Set(rows.map((row) => row.what));
  const kept = (all[section] ?? []).filter((row) => !fresh.has(row.what));
  writeFileSync(resultsFile, `${JSON.stringify({ ...all, [section]: [...kept, ...rows] }, null, 2)}\n`);
}

live(async (atEnd) => {
  const say = timedSay();
  const bench = await load(process.argv[2] ?? '');
  const engine = await findEngine(say);
  atEnd(() => engine.stop());
  await ensureImages(LAB_IMAGES, say);
  const result = await bench.run(say);
  print(result);
  merge(result);
  return 0;
});
