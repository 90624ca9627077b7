import { render, text } from '../model/text';
import type { Lab } from '../topology/lab';
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
      const quiet = { signal: work.signal, step: () => {} };
      // Nothing is written where somebody else made it.
      const writes = lab.store.get(topologyId)?.origin !== 'found';
      const checks = await verifyTopology(lab, topologyId, quiet, writes);
      const failed = checks.filter((check) => check.outcome === 'failed');
      if (failed.length === 0) return true;
      return new NotYet(failed.map((c) => `${render(c.what)} (${c.evidence.join('; ')})`).join('; '));
    },
    { signal: work.signal, timeoutMs: withinMs, everyMs: 500 },
  );
}
