import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Workbench } from '../lab/editor/workbench';
import { eventually } from './eventually';

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The row of a topology or of a data node, whose names nobody else has, with something that it says. */
export function rowOf(workbench: Workbench, name: string, says: RegExp | string = ''): Locator {
  const words = typeof says === 'string' ? escaped(says) : says.source;
  return workbench.treeRow(new RegExp(`^${escaped(name)}, .*${words}`));
}

/** Waits until a row says something, by itself: nobody refreshes. */
export async function seeRow(workbench: Workbench, name: string, says: RegExp | string): Promise<void> {
  try {
    await rowOf(workbench, name, says).waitFor();
  } catch (error) {
    const rows = (await workbench.treeRows()).join('\n  ');
    throw new Error(`no row "${name}" that says ${says}; the tree says\n  ${rows}`, { cause: error });
  }
}

interface Drawn {
  readonly says: string;
  readonly level: number;
  readonly index: number;
}

/** The rows of one topology, its own first, from top to bottom: others' topologies may stand around it. */
async function drawnRows({ page }: Workbench, name: string): Promise<Drawn[]> {
  const found = await page.locator('.part.sidebar [role=treeitem]').evaluateAll((rows) =>
    rows.map((row) => ({
      says: row.getAttribute('aria-label') ?? '',
      level: Number(row.getAttribute('aria-level')),
      index: Number(row.getAttribute('data-index')),
    })),
  );
  const sorted = found.sort((a, b) => a.index - b.index);
  const first = sorted.findIndex((row) => row.level === 1 && row.says.startsWith(`${name}, `));
  if (first < 0) return [];
  const next = sorted.findIndex((row, i) => i > first && row.level === 1);
  return sorted.slice(first, next < 0 ? undefined : next);
}

/** What the rows of one topology say, its own first, from top to bottom. */
export async function rowsOf(workbench: Workbench, name: string): Promise<string[]> {
  return (await drawnRows(workbench, name)).map((row) => row.says);
}

/** A row beneath a topology, where its words alone do not tell whose it is: "sentinels", "sentinel-2". */
export async function rowBeneath(workbench: Workbench, name: string, says: RegExp): Promise<Locator> {
  let index = -1;
  await eventually(`a row beneath ${name} that says ${says}`, 30_000, async () => {
    const rows = await drawnRows(workbench, name);
    index = rows.find((row) => says.test(row.says))?.index ?? -1;
    return index >= 0 || rows.map((row) => row.says).join('\n');
  });
  return workbench.page.locator(`.part.sidebar [role=treeitem][data-index="${index}"]`);
}

/** Opens the group of a topology's sentinels. */
export async function openSentinels(workbench: Workbench, name: string): Promise<void> {
  await (await rowBeneath(workbench, name, /^sentinels, /)).click();
  await rowBeneath(workbench, name, /^sentinel-1, /);
}

/** Demands that each data node and sentinel of a topology has a row and that each is healthy. */
export async function demandHealthyRows(workbench: Workbench, name: string, nodes: number): Promise<void> {
  await eventually(`${nodes} healthy rows of ${name}`, 30_000, async () => {
    const rows = (await rowsOf(workbench, name)).filter((row) => !row.startsWith('sentinels, '));
    const healthy = rows.filter((row) => / healthy, /.test(row));
    return (healthy.length === 1 + nodes && rows.length === 1 + nodes) || rows.join('\n');
  });
  expect(await rowsOf(workbench, name)).not.toHaveLength(0);
}
