import type { Check } from '../model/checks';
import { render, text } from '../model/text';
import type { Lab } from '../topology/lab';
import { checkRunning } from './prove-presence';
import { NotYet, until } from './until';
import { verifyTopology } from './verify';
import type { Work } from './work';

/**
 * Waits until a topology proves itself ready, as Verify does.
 * @param withinMs a topology whose nodes all start anew needs some ten seconds
 * @throws Failure with what was not proven; Cancelled
 */
export async function waitReady(lab: Lab, topologyId: string, withinMs: number, work: Work): Promise<void> {
  const name = lab.store.get(topologyId)?.name ?? topologyId;
  await until(
    text('That {0} is ready', name),
    async () => {
      await lab.relist();
      const topology = lab.store.get(topologyId);
      const running = topology && checkRunning(topology);
      if (running?.outcome === 'failed') return notYet([running]);
      const quiet = { signal: work.signal, step: () => {} };
      // Nothing is written where somebody else made it.
      const writes = topology?.origin !== 'found';
      const checks = await verifyTopology(lab, topologyId, quiet, writes);
      const failed = checks.filter((check) => check.outcome === 'failed');
      return failed.length === 0 || notYet(failed);
    },
    { signal: work.signal, timeoutMs: withinMs, everyMs: 500 },
  );
}

const notYet = (failed: readonly Check[]): NotYet =>
  new NotYet(failed.map((c) => `${render(c.what)} (${c.evidence.join('; ')})`).join('; '));
