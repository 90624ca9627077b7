import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import { Examinations } from '../../../src/topology/examination';
import { History } from '../../../src/topology/history';
import { Lab } from '../../../src/topology/lab';
import { Timelines } from '../../../src/topology/timeline';
import { NO_RECORDS, PageFeed } from '../../../src/ui/panel/page-feed';

/** What the bench tells this process. */
export interface Order {
  readonly topologyId: string;
  readonly settleMs: number;
  readonly measureMs: number;
}

/** What it answers: its share of one core, %, and how much it would have sent to the page. */
export interface Cost {
  readonly percent: number;
  readonly bytesPerSecond: number;
  /** What the engine told meanwhile: each makes us list everything anew, so a busy engine measures itself. */
  readonly engineEvents: number;
}

/**
 * A process that does what the extension host does for one open dashboard, and nothing else: watches, examines,
 * keeps history and timeline, and makes the page's messages. It measures itself.
 */
async function watch({ topologyId, settleMs, measureMs }: Order): Promise<Cost> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const history = new History(lab.store, lab.now);
  const timeline = new Timelines(lab);
  const findings = new Examinations(lab, () => false);
  const feed = new PageFeed(() => ({}), { ...NO_RECORDS, history, timeline, findings });
  let bytes = 0;
  let engineEvents = 0;
  lab.onEvent(() => engineEvents++);
  const send = () => {
    const topology = lab.store.get(topologyId);
    const seen = { topology, listed: lab.store.listed, engine: lab.store.engine, now: lab.now() };
    for (const message of feed.next(seen)) bytes += JSON.stringify(message).length;
  };
  // As the panel does: what comes within 100 ms travels together.
  let waiting = false;
  lab.store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      send();
    }, 100);
  });
  await lab.connect();
  lab.attention('bench', topologyId);
  await sleep(settleMs);
  bytes = 0;
  engineEvents = 0;
  const before = process.cpuUsage();
  const began = performance.now();
  await sleep(measureMs);
  const used = process.cpuUsage(before);
  const ms = performance.now() - began;
  return {
    percent: ((used.user + used.system) / 1000 / ms) * 100,
    bytesPerSecond: (bytes / ms) * 1000,
    engineEvents,
  };
}

process.on('message', (order: Order) => {
  watch(order).then(
    (cost) => process.send?.(cost, undefined, {}, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
