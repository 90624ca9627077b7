import type { Engine } from '../docker/engine';
import { isHostPortFree, takenPorts } from '../docker/free-ports';
import { Failure } from '../model/failure';
import { dataNodeCount, type Spec } from '../model/spec';
import { text } from '../model/text';

/**
 * The same spec with its first ports moved up to where all its ports are free, on the engine and on this host.
 * @throws Failure when there is no such place
 */
export async function choosePorts(engine: Engine, spec: Spec): Promise<Spec> {
  const taken = await takenPorts(engine);
  const firstPort = await freeRun(
    engine,
    taken,
    spec.firstPort,
    dataNodeCount(spec),
    spec.shape === 'cluster' ? 55_535 : 65_535,
  );
  if (spec.shape !== 'sentinel') return { ...spec, firstPort };
  const used = new Set([...taken, ...Array.from({ length: dataNodeCount(spec) }, (_, i) => firstPort + i)]);
  return {
    ...spec,
    firstPort,
    firstSentinelPort: await freeRun(engine, used, spec.firstSentinelPort, spec.sentinels, 65_535),
  };
}

/**
 * The first of `count` ports in a row, from `from` up, that are free on the engine and on this host.
 * @param highest the last port that may be used
 * @throws Failure when there is no such place
 */
export async function firstFreePort(
  engine: Engine,
  from: number,
  count: number,
  highest: number,
): Promise<number> {
  return freeRun(engine, await takenPorts(engine), from, count, highest);
}

async function freeRun(
  engine: Engine,
  taken: ReadonlySet<number>,
  from: number,
  count: number,
  highest: number,
): Promise<number> {
  let first = from;
  for (let port = from; port <= highest; port++) {
    const busy = taken.has(port) || (engine.local && !(await isHostPortFree(port)));
    if (busy) first = port + 1;
    else if (port - first + 1 >= count) return first;
  }
  throw new Failure(text('There are no {0} free ports in a row from {1} up.', count, from), {
    next: text('Choose another first port.'),
    remedies: ['choosePorts'],
  });
}
