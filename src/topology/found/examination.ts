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
  /** Whether a port answers a TLS greeting; if so, `connect` speaks TLS from then on. */
  readonly hail: (port: number) => Promise<boolean>;
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
  sealed: 'it speaks TLS, and will not with us',
  closed: 'nobody listens',
  silent: 'no answer',
  hungUp: 'it hung up',
  other: 'not a Redis or Valkey server',
};
const BEST_FIRST: readonly Verdict[] = ['server', 'sealed', 'other', 'hungUp', 'silent', 'closed'];
/** Of a sealed one nothing but its command and its configuration tell that it is a server. */
const isThere = (verdict: Verdict) => verdict === 'server' || verdict === 'sealed';

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
  const isOne = startup.isServer && !startup.several;
  const tryOne = isOne ? attemptEither : attempt;
  if (isOne && (startup.port !== undefined || !row.hostNetwork)) {
    const verdict = await tryOne(row, expected, tools);
    const settled = verdict !== 'closed' || startup.port !== undefined;
    if (settled) return { verdict, servers: isThere(verdict) ? [expected] : [] };
  }
  const listening = await ownPorts(row, tools);
  return attempts(row, startup.several ? listening : likeliest(listening, expected), tools, tryOne);
}

/** One attempt on each of these ports. */
export async function attempts(
  row: ContainerRow,
  ports: readonly number[],
  tools: ExaminationTools,
  tryOne = attempt,
): Promise<Examined> {
  const verdicts = await Promise.all(
    ports.slice(0, MOST_PORTS).map(async (port) => ({ port, verdict: await tryOne(row, port, tools) })),
  );
  return {
    verdict: BEST_FIRST.find((one) => verdicts.some((v) => v.verdict === one)) ?? 'closed',
    servers: verdicts.filter((v) => isThere(v.verdict)).map((v) => v.port),
  };
}

/** Where a server was started and hangs up, it may be that it speaks TLS, though nothing that we can read tells so. */
async function attemptEither(row: ContainerRow, port: number, tools: ExaminationTools): Promise<Verdict> {
  const verdict = await attempt(row, port, tools);
  return verdict === 'hungUp' && (await tools.hail(port)) ? attempt(row, port, tools) : verdict;
}

async function attempt(row: ContainerRow, port: number, tools: ExaminationTools): Promise<Verdict> {
  const said = await probe(tools.connect(port), tools.timeoutMs);
  // Without certificates of ours nothing was tried: whether anybody is there to be spoken to is found out first.
  const verdict = said === 'sealed' && !(await tools.hail(port)) ? 'closed' : said;
  if (!isThere(verdict)) tools.close(port);
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
