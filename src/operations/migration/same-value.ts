import { Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import type { BytesReply, ServerError } from '../../redis/connection';
import { printableKey } from './printable-key';
import type { Site } from './site';

/** A server reads a whole value for its digest. ms */
const ANSWER_MS = 20_000;

/**
 * Whether two nodes hold the same value under a key. By DEBUG DIGEST-VALUE, which says the same of equal values of
 * every type; where a server forbids that, by DUMP, which may differ for equal sets and hashes: then they count as
 * different. The target must be importing the slot.
 * @throws Failure when a node does not say
 */
export async function sameValue(source: Site, target: Site, key: Buffer): Promise<boolean> {
  try {
    const [ours, theirs] = await Promise.all([digest(source, key), digest(target, key)]);
    if (ours && theirs) return ours.equals(theirs);
    const [[here], [, there]] = await Promise.all([
      source.control.batchBytes([['DUMP', key]], ANSWER_MS),
      target.control.batchBytes([['ASKING'], ['DUMP', key]], ANSWER_MS),
    ]);
    return Buffer.isBuffer(here) && Buffer.isBuffer(there) && here.equals(there);
  } catch (error) {
    throw new Failure(
      text('{0} and {1} could not be compared for key {2}', source.name, target.name, printableKey(key)),
      { why: reasonOf(error), remedies: ['retry', 'showLog'], cause: error },
    );
  }
}

/** Undefined when the server does not allow to ask: `enable-debug-command local` wants a client on its own machine. */
async function digest(site: Site, key: Buffer): Promise<Buffer | undefined> {
  if (!site.inside) return undefined;
  const [reply] = await site.inside
    .batchBytes([['DEBUG', 'DIGEST-VALUE', key]], ANSWER_MS)
    // No way through the engine is no answer about the value: DUMP will tell, or fail with its own words.
    .catch((): [undefined] => [undefined]);
  const value: BytesReply | ServerError | undefined = Array.isArray(reply) ? reply[0] : undefined;
  return Buffer.isBuffer(value) ? value : undefined;
}
