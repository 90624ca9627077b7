import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cost, Order } from './watcher';

const program = fileURLToPath(new URL('watcher.ts', import.meta.url));

/** Watches in a process of its own, so that nothing but watching is measured. */
export function watchApart(order: Order): Promise<Cost> {
  const child = fork(program, { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => {
        child.kill('SIGKILL');
        reject(new Error('the watching process does not answer'));
      },
      order.settleMs + order.measureMs + 60_000,
    );
    child.once('message', (cost) => resolve(cost as Cost));
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      // After an answer this changes nothing.
      reject(new Error(`the watching process ended with ${code}`));
    });
    child.send(order);
  });
}
