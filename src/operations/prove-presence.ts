import type { Check } from '../model/checks';
import { reasonOf } from '../model/failure';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Member } from './member';
import { prove } from './proof';

const doesRun = ({ container }: NodeSnapshot): boolean => container.state === 'running';

/** Whether every container runs, as the engine last said. Of servers that nobody has here the container is absent. */
export function checkRunning({ nodes }: TopologySnapshot): Check {
  return {
    what: text('All {0} nodes run', nodes.length),
    outcome: nodes.every(doesRun) ? 'passed' : 'failed',
    evidence: nodes.map(
      ({ name, container }) => `${container.name || name}: ${container.status || container.state}`,
    ),
  };
}

/** The nodes whose containers run. */
export const runningNodes = ({ nodes }: TopologySnapshot): readonly NodeSnapshot[] => nodes.filter(doesRun);

/**
 * Proves that every server answers.
 * @returns the check, and the members that did answer
 * @throws Cancelled
 */
export async function proveAnswering(
  members: readonly Member[],
  patienceMs: number,
  signal: AbortSignal,
): Promise<{ readonly check: Check; readonly answering: readonly Member[] }> {
  let answering: readonly Member[] = [];
  const check = await prove(text('All of them that run answer'), patienceMs, signal, async () => {
    const said = await Promise.all(members.map(async (member) => ({ member, ...(await ping(member)) })));
    answering = said.flatMap(({ member, answers }) => (answers ? [member] : []));
    return {
      passed: answering.length === members.length,
      evidence: said.map(({ member, words }) => `${member.name}: ${words}`),
    };
  });
  return { check, answering };
}

async function ping({ connection }: Member): Promise<{ answers: boolean; words: string }> {
  try {
    return { answers: true, words: String(await connection.run(['PING'])) };
  } catch (error) {
    return { answers: false, words: reasonOf(error) };
  }
}
