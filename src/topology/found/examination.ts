import type { ContainerRow } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { listeningPorts } from '../../docker/listening-ports';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { NodeConnection } from '../../redis/connection';
import { probe, type Verdict } from '../../redis/probe';
import type { Startup } from './startup';

/** What was found in a container. */
export interface Examined {
  /** Of the port that says most. */
  readonly verdict: Verdict;
  /** The ports on which servers answer, lowest first. */
  readonly servers: readonly number[];
}

export interface ExaminationTools {
  readonly engine: Engine;
  readonly log: Log;
  /** A connection to a port of the container; `close` when nothing of worth is behind it. */
  readonly connect: (port: number) => NodeConnection;
  readonly close: (port: number) => void;
  /** How long a server may take to answer, ms. */
  readonly timeoutMs: number;
}

/** So many ports of a container are tried at most. */
const MOST_PORTS = 24;
/** Nodes of a cluster talk to each other on their own port and this. */
const BUS = 10_000;

const WORDS: Readonly<Record<Verdict, string>> = {
  server: 'a Redis or Valkey server',
  closed: 'nobody listens',
  silent: 'no answer',
  hungUp: 'it hung up',
  other: 'not a Redis or Valkey server',
};
const BEST_FIRST: readonly Verdict[] = ['server', 'other', 'hungUp', 'silent', 'closed'];

/**
 * Finds out which servers run in a container. One attempt is made on whatever listens there: where one server was
 * started, on its port alone, else on each port that the container's own processes listen on.
 */
export async function examine(
  row: ContainerRow,
  startup: Startup,
  tools: ExaminationTools,
): Promise<Examined> {
  const expected = startup.expectedPort;
  if (startup.isServer && !startup.several && (startup.port !== undefined || !row.hostNetwork)) {
    const verdict = await attempt(row, expected, tools);
    const settled = verdict !== 'closed' || startup.port !== undefined;
    if (settled) return { verdict, servers: verdict === 'server' ? [expected] : [] };
  }
  const listening = await ownPorts(row, tools);
  return attempts(row, startup.several ? listening : likeliest(listening, expected), tools);
}

/** One attempt on each of these ports. */
export async function attempts(
  row: ContainerRow,
  ports: readonly number[],
  tools: ExaminationTools,
): Promise<Examined> {
  const verdicts = await Promise.all(
    ports.slice(0, MOST_PORTS).map(async (port) => ({ port, verdict: await attempt(row, port, tools) })),
  );
  return {
    verdict: BEST_FIRST.find((one) => verdicts.some((v) => v.verdict === one)) ?? 'closed',
    servers: verdicts.filter((v) => v.verdict === 'server').map((v) => v.port),
  };
}

async function attempt(row: ContainerRow, port: number, tools: ExaminationTools): Promise<Verdict> {
  const verdict = await probe(tools.connect(port), tools.timeoutMs);
  if (verdict !== 'server') tools.close(port);
  tools.log.debug(`${row.facts.name}, port ${port}: ${WORDS[verdict]}`);
  return verdict;
}

const likeliest = (ports: readonly number[], expected: number): readonly number[] =>
  ports.includes(expected) ? [expected] : ports.slice(0, 1);

/** The ports that its processes listen on, lowest first, but for those on which a cluster's nodes talk. */
async function ownPorts(row: ContainerRow, { engine, log }: ExaminationTools): Promise<readonly number[]> {
  try {
    const ports = await listeningPorts(engine, row.facts.id, row.hostNetwork);
    return ports.filter((port) => !ports.includes(port - BUS));
  } catch (error) {
    log.debug(`the ports of ${row.facts.name} could not be read: ${reasonOf(error)}`);
    return [];
  }
}
