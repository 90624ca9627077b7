import { Failure, reasonOf } from '../model/failure';
import { text } from '../model/text';
import { NoAnswer, ServerError } from '../redis/connection';
import { NoRoute } from '../redis/dial';
import type { Member } from './member';
import { NotYet, until } from './until';

const UP_MS = 30_000;

/** A server that was waited for has ended; the why is its last words. */
export class ServerEnded extends Failure {}

/** Waits until a node's server answers PING. @throws Failure naming the node and what it met last, at once when it ended */
export async function waitUntilUp(member: Member, signal: AbortSignal, timeoutMs = UP_MS): Promise<void> {
  await until(
    text('{0}: the first answer of its server', member.name),
    async () => {
      try {
        await member.connection.run(['PING'], 1000);
        return true;
      } catch (error) {
        const passing = error instanceof NoRoute || error instanceof NoAnswer || isLoading(error);
        if (!passing) throw error;
        await throwIfEnded(member);
        return new NotYet(`${member.name}: ${reasonOf(error)}`);
      }
    },
    { signal, timeoutMs, everyMs: 15 },
  );
}

const isLoading = (error: unknown) => error instanceof ServerError && error.code === 'LOADING';

/** A server that has ended will not answer any more. @throws Failure with its last words */
async function throwIfEnded(member: Member): Promise<void> {
  const why = await member.postMortem();
  if (why !== undefined) {
    throw new ServerEnded(text('{0}: its server ended', member.name), {
      why,
      next: text('Check the options and the extra configuration lines.'),
      remedies: ['showLog'],
    });
  }
}
