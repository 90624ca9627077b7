import { Failure } from '../../model/failure';
import type { Finding } from '../../model/findings/finding';
import { findings } from '../../model/findings/findings';
import { text } from '../../model/text';
import type { Work } from '../work';
import { awaitCondition } from './await-condition';
import type { Means } from './means';

/** Gossip and sentinels' rounds take seconds. ms */
const GONE_MS = 30_000;

/** Proves that what was mended is so no longer, by the rule that found it. @throws Failure, Cancelled */
export async function proveGone(
  { lab, examinations }: Pick<Means, 'lab' | 'examinations'>,
  topologyId: string,
  finding: Finding,
  { signal, step }: Work,
): Promise<void> {
  step(text('Checking that it is mended'));
  const look = async () => {
    await lab.askAll(topologyId);
    await examinations.examine(topologyId);
    const topology = examinations.examined(topologyId);
    if (!topology) throw new Failure(text('This topology is no longer there.'));
    return topology;
  };
  const gone = {
    what: text('The finding is gone'),
    withinMs: GONE_MS,
    lacks: (now: Awaited<ReturnType<typeof look>>) => {
      const still = findings(now, lab.now()).find((f) => f.id === finding.id);
      const [first] = still?.evidence ?? [];
      return still && (first ? `${first.node}: ${first.words}` : still.id);
    },
  };
  await awaitCondition(gone, look, signal);
}
