import type { ContainerRow } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { listeningPorts } from '../../docker/listening-ports';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { NodeConnection } from '../../redis/connection';
import { probe, type Verdict } from '../../redis/probe';
import { readStartup, type Startup } from './startup';

export interface Examined {
  readonly verdict: Verdict;
  readonly port: number;
  readonly startup: Startup;
}

export interface ExaminationTools {
  readonly engine: Engine;
  readonly log: Log;
  /** A connection to a port of the container; `close` when nothing of worth is behind it. */
  readonly connect: (port: number, startup: Startup) => NodeConnection;
  readonly close: (port: number) => void;
  /** How long a server may take to answer, ms. */
  readonly timeoutMs: number;
}

const UNKNOWN: Startup = {
  isServer: false,
  sentinel: false,
  port: undefined,
  password: undefined,
  aliases: [],
  monitors: [],
};

/**
 * Finds out whether a server runs in a container, and on which port. One attempt is made on whatever listens there; a
 * port on which nobody listens is none.
 */
export async function examine(row: ContainerRow, tools: ExaminationTools): Promise<Examined> {
  const startup = await readStartup(tools.engine, row.facts.id).catch((error: unknown) => {
    tools.log.debug(`how ${row.facts.name} was started could not be read: ${reasonOf(error)}`);
    return UNKNOWN;
  });
  const likely = likelyPort(row, startup);
  const port = (row.hostNetwork && !startup.port && (await ownPort(row, likely, tools))) || likely;
  const verdict = await attempt(port, startup, tools);
  if (verdict !== 'closed' || startup.port !== undefined) return { verdict, port, startup };
  const other = await ownPort(row, likely, tools);
  if (other === undefined || other === port) return { verdict, port, startup };
  return { verdict: await attempt(other, startup, tools), port: other, startup };
}

async function attempt(port: number, startup: Startup, tools: ExaminationTools): Promise<Verdict> {
  const verdict = await probe(tools.connect(port, startup), tools.timeoutMs);
  if (verdict !== 'server') tools.close(port);
  return verdict;
}

/** The port that its command, its image's ports or custom say. */
function likelyPort({ ports }: ContainerRow, { port, sentinel }: Startup): number {
  const usual = sentinel ? 26_379 : 6379;
  const inside = [...new Set(ports.map((p) => p.inside))];
  const [only] = inside;
  return port ?? (inside.includes(usual) || inside.length !== 1 ? usual : (only ?? usual));
}

/** The port that its processes listen on; of several the likely one, or the lowest. */
async function ownPort(
  row: ContainerRow,
  likely: number,
  { engine, log }: ExaminationTools,
): Promise<number | undefined> {
  const ports = await listeningPorts(engine, row.facts.id, row.hostNetwork).catch(
    (error: unknown): number[] => {
      log.debug(`the ports of ${row.facts.name} could not be read: ${reasonOf(error)}`);
      return [];
    },
  );
  return ports.includes(likely) ? likely : ports[0];
}
