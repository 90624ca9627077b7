import type { Hold } from './hold-writes';
import type { Demoted } from './roles';

/** The heartbeat that a master puts into its stream every 10 s: `*1\r\n$4\r\nPING\r\n`. Bytes. */
const PING_BYTES = 14;

/**
 * How many bytes of the stream the old master took that its successor does not have. While the hold lasted no write
 * was taken, so there were none if the demotion came within it; else what the offset tells is the most that it can be.
 */
export function lostBytes(hold: Hold, demoted: Demoted): number {
  if (demoted.at < hold.until) return 0;
  const more = demoted.offset - hold.offset;
  return more <= PING_BYTES ? 0 : more;
}
