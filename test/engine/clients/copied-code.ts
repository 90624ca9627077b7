import { expect } from 'vitest';
import { ioredisCode } from '../../../src/model/clients/ioredis';
import { nodeRedisCode } from '../../../src/model/clients/node-redis';
import { redisCliCode } from '../../../src/model/clients/redis-cli';
import { redisPyCode } from '../../../src/model/clients/redis-py';
import { wayIn } from '../../../src/model/clients/way-in';
import { announceFor } from '../../../src/operations/clients/announce';
import { work } from '../topology/bed';
import type { ClientBed } from './client-bed';
import { PYTHON, runProgram } from './client-programs';

/** A password that no shell and no string of a program may get to read. */
export const AWKWARD = 'only in the "environment" \\ $HOME';

/**
 * Runs the code that a user copies for a client on this machine, and demands that it works: for Node, for Python and for
 * the shell. Gives the code.
 * @param env where the code finds what it must not contain
 */
export async function runCopiedCode(
  { bed, scratch }: ClientBed,
  topologyId: string,
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { shape } = bed.get(topologyId);
  const first = wayIn(bed.get(topologyId), 'host', true);
  const forNode = [ioredisCode(first), nodeRedisCode(first)];
  for (const js of forNode)
    expect(await runProgram('node', [scratch.file(`${shape}.mjs`, js)], { env })).toBe('hello\n');

  // Debian's redis-py is older than its address map: for a cluster the nodes announce themselves as this machine.
  if (shape === 'cluster') await announceFor(bed.lab, topologyId, 'host', work());
  const way = wayIn(bed.get(topologyId), 'host', true);
  const py = redisPyCode(way);
  expect(await runProgram(PYTHON, [scratch.file(`${shape}.py`, py)], { env })).toBe('hello\n');

  const sh = redisCliCode(way);
  const cli = scratch.file(`${shape}.sh`, sh);
  expect(await runProgram('sh', [cli], { env, input: 'GET greeting\n' })).toContain('hello');
  return [...forNode, py, sh];
}
