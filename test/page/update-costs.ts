import type { Page } from 'playwright-core';
import type { NodeSnapshot } from '../../src/model/snapshot';
import type { PageSnapshot, ToPage } from '../../src/protocol/to-page';
import { diff } from '../../src/ui/panel/page-update';
import { secondOf } from './snapshots/history';
import { NOW } from './snapshots/nodes';

/** The node a moment later: its replication has gone on. */
export const later = (n: NodeSnapshot): NodeSnapshot =>
  n.answer.kind === 'data'
    ? {
        ...n,
        answer: {
          ...n.answer,
          replication: { ...n.answer.replication, offset: n.answer.replication.offset + 512 },
        },
      }
    : n;

/** What the extension sends in so many seconds, each of which finds every node changed and its view as it was. */
export function secondsOf(first: PageSnapshot, seconds: number): ToPage[] {
  let before = first;
  return Array.from({ length: seconds }, (_, i) => {
    const after = { ...before, revision: i + 2, nodes: before.nodes.map(later) };
    const update = diff(before, after);
    if (!update) throw new Error('nothing changed');
    before = after;
    const now = NOW + (i + 1) * 1000;
    return { kind: 'update', update, now, history: secondOf(after, now) };
  });
}

/** What it costs to take in messages, each once. ms of scripting, ascending */
export const costs = (page: Page, messages: readonly ToPage[]): Promise<number[]> =>
  page.evaluate(async (messages) => {
    const took: number[] = [];
    for (const data of messages) {
      const event = new MessageEvent('message', { data });
      const start = performance.now();
      window.dispatchEvent(event);
      took.push(performance.now() - start);
      await new Promise((r) => requestAnimationFrame(r));
    }
    return took.sort((a, b) => a - b);
  }, messages);
