import type { Page } from 'playwright-core';
import type { PageSnapshot } from '../../src/protocol/to-page';
import { NOW } from './snapshots/nodes';

/** Half an hour at one update a second. */
export const HALF_AN_HOUR = 1800;
/** Until every ring of history is full: before that, memory has to grow. */
const WARM_UP = 320;

/**
 * Plays half an hour of updates to a page that shows a snapshot, as fast as it takes them in, every node changed in each.
 * @returns what is there afterwards and was not before, after a forced collection: heap in KB, nodes of the document
 */
export async function growth(
  page: Page,
  snapshot: PageSnapshot,
): Promise<{ readonly heapKb: number; readonly domNodes: number }> {
  const cdp = await page.context().newCDPSession(page);
  const used = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { nodes } = await cdp.send('Memory.getDOMCounters');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return { nodes, usedSize };
  };
  await play(page, snapshot, 0, WARM_UP);
  const before = await used();
  await play(page, snapshot, WARM_UP, HALF_AN_HOUR);
  const after = await used();
  return { heapKb: (after.usedSize - before.usedSize) / 1024, domNodes: after.nodes - before.nodes };
}

const play = (page: Page, { name, state, nodes }: PageSnapshot, from: number, count: number) =>
  page.evaluate(
    ({ name, state, nodes, from, count, start }) => {
      const order = nodes.map((n) => n.id);
      for (let i = from; i < from + count; i++) {
        const changed = nodes.map((n) => structuredClone(n));
        for (const { answer } of changed) {
          if (answer.kind === 'data') Object.assign(answer.replication, { offset: 5_000_000 + i * 97 });
        }
        const now = start + (i + 1) * 1000;
        const second = { lagBytes: { at: [now], value: [(i * 97) % 9000] } };
        const history = Object.fromEntries(order.map((id) => [id, second]));
        const update = { name, state, nodes: changed, order, revision: i + 2 };
        window.dispatchEvent(new MessageEvent('message', { data: { kind: 'update', update, now, history } }));
      }
    },
    { name, state, nodes, from, count, start: NOW },
  );
