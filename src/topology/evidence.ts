import { inspectContainer } from '../docker/containers';
import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import { readLogTail } from '../docker/log-tail';
import type { ConfigEvidence, Counters, NodeEvidence, SentinelFileEvidence } from '../model/evidence';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { readSentinelFile } from '../model/parse/sentinel-file';
import type { NodeSnapshot } from '../model/snapshot';
import type { NodeConnection } from '../redis/connection';
import { dialTcp } from '../redis/dial';
import { askDataEvidence, askSentinelEvidence, countKeysIn } from '../redis/evidence';
import { certificateEvidence } from './certificate-evidence';
import { containerEvidence, type PortHolder } from './container-evidence';

/** What a round of evidence works with. */
export interface Round {
  readonly engine: Engine;
  readonly log: Log;
  readonly now: () => number;
  readonly connectionTo: (nodeId: string) => Promise<NodeConnection>;
  readonly holders: readonly PortHolder[];
  /** Slots of which keys are counted on every cluster node. */
  readonly doubtfulSlots: readonly number[];
  /** Whether the nodes have certificates that were made here. */
  readonly certified: boolean;
}

/** Lines of a replica's log that tell why it has no link; it repeats them with every attempt. */
const LINK_TROUBLE =
  /Error condition on socket|Unable to AUTH|MASTER aborted replication|Master is currently unable|-?NOAUTH|-?NOPERM|-?WRONGPASS|-?DENIED|Timeout connecting to the MASTER/i;
const LOG_LINES = 60;
/** Over how long counters are compared, ms. */
const WINDOW_MS = 60_000;

/** Gathers what findings need of one node. What cannot be had is left out, with the cause in the log. */
export async function gatherEvidence(
  node: NodeSnapshot,
  before: NodeEvidence | undefined,
  round: Round,
): Promise<NodeEvidence> {
  const trying = async <T>(what: string, asking: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await asking();
    } catch (error) {
      round.log.debug(`evidence of ${node.name}, ${what}: ${reasonOf(error)}`);
      return undefined;
    }
  };
  const [inspected, server] = await Promise.all([
    trying('container', () => inspectContainer(round.engine, node.container.id)),
    trying('server', () => serverEvidence(node, before, round)),
  ]);
  const path = server?.configFile || pathInCommand(inspected?.Args);
  return {
    at: round.now(),
    ...server?.evidence,
    container: inspected && containerEvidence(inspected, round.holders),
    file:
      node.intended === 'sentinel' && path !== undefined
        ? await trying('file', () => sentinelFile(round.engine, node, path))
        : undefined,
    certificate: round.certified
      ? await trying('certificate', () => certificateEvidence(round.engine, node.container.id))
      : undefined,
    linkError: hasNoLink(node)
      ? await trying('log', async () =>
          linkTrouble(await readLogTail(round.engine, node.container.id, LOG_LINES)),
        )
      : undefined,
  };
}

async function serverEvidence(
  node: NodeSnapshot,
  before: NodeEvidence | undefined,
  round: Round,
): Promise<{ evidence: Partial<NodeEvidence>; configFile?: string }> {
  if (node.answer.kind === 'sentinel') {
    const { monitored, configFile } = await askSentinelEvidence(await round.connectionTo(node.id));
    return { evidence: { monitored }, configFile };
  }
  if (node.answer.kind !== 'data') return { evidence: {} };
  const connection = await round.connectionTo(node.id);
  const { config, counters } = await askDataEvidence(connection, round.now);
  const isCluster = node.answer.cluster !== undefined;
  return {
    evidence: {
      config,
      counters,
      // What was counted under another limit says nothing of this one.
      earlier: sameLimit(config, before?.config) ? earlierThan(counters, before) : undefined,
      strayKeys: isCluster ? await countKeysIn(connection, round.doubtfulSlots) : undefined,
      addressReachable: isCluster ? await isReachable(node, round.engine) : undefined,
      engineIsAway: !round.engine.local,
    },
  };
}

/**
 * Counters to compare with: about a minute old. Rounds may follow each other closely, just when something is wrong, and
 * between two of them too little happens to tell. Those of another replication history tell nothing.
 */
function earlierThan(now: Counters, before: NodeEvidence | undefined): Counters | undefined {
  const { counters, earlier } = before ?? {};
  const holds = earlier && now.at - earlier.at < WINDOW_MS && earlier.replicationId === now.replicationId;
  return holds ? earlier : counters;
}

const sameLimit = (now: ConfigEvidence | undefined, before: ConfigEvidence | undefined): boolean =>
  now === undefined || before === undefined || now.replicaBufferLimit === before.replicaBufferLimit;

/** Whether the container's address can be reached from here, as a client on this machine would have to. */
async function isReachable({ container, port }: NodeSnapshot, engine: Engine): Promise<boolean | undefined> {
  if (!engine.local) return false;
  if (container.ip === undefined) return undefined;
  try {
    (await dialTcp(container.ip, port)).destroy();
    return true;
  } catch {
    return false;
  }
}

async function sentinelFile(
  engine: Engine,
  node: NodeSnapshot,
  path: string,
): Promise<SentinelFileEvidence | undefined> {
  const content = await readFile(engine, node.container.id, path);
  return content && readSentinelFile(path, content.toString('utf8'));
}

/** Where a sentinel that does not answer was told to find its file. */
const pathInCommand = (args: readonly string[] | undefined): string | undefined =>
  args?.find((arg) => arg.startsWith('/') && arg.endsWith('.conf'));

const hasNoLink = ({ answer }: NodeSnapshot): boolean =>
  answer.kind === 'data' && answer.replication.role === 'replica' && answer.replication.link === 'down';

/** The newest line that tells why, without process id and time. */
function linkTrouble(log: string): string | undefined {
  const line = log
    .split('\n')
    .filter((l) => LINK_TROUBLE.test(l))
    .at(-1);
  return line?.trim().replace(/^\d+:[A-Z] .{10,30}? [#*.-] /, '');
}
