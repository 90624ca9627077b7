import { Failure } from '../model/failure';
import { text } from '../model/text';

/** How many addresses Linux remembers for all containers together, unless told otherwise (gc_thresh3 in arp(7)). */
const REMEMBERED = 1024;

/**
 * What a failure to form a cluster of so many nodes may come from. Every node speaks to every other: from 33 nodes on
 * the machine of the engine forgets addresses as fast as it learns them, and servers hang.
 */
export function withNeighbourAdvice(error: unknown, nodes: number): unknown {
  const needed = nodes * (nodes - 1);
  if (!(error instanceof Failure) || needed <= REMEMBERED) return error;
  const next = text(
    'Make fewer nodes; or let the engine’s machine remember more neighbours, if it is Linux: sysctl -w net.ipv4.neigh.default.gc_thresh3={0}',
    4 * needed,
  );
  return new Failure(error.what, {
    ...(error.why === undefined ? {} : { why: error.why }),
    next,
    remedies: error.remedies,
    cause: error.cause,
  });
}
