import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import type { Login } from '../../model/secrets';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { monitorAgain } from '../monitor-again';
import type { Actor } from './party';

/** How long writers wait for it, ms. */
const HEAR_MS = 300;

/** The two halves of telling a sentinel: who is master, for which writers wait, and the rest, for which they need not. */
export interface Telling {
  /** @throws Failure, NoRoute, NoAnswer */
  readonly master: (master: Place) => Promise<void>;
  /** @throws Failure, NoRoute, NoAnswer */
  readonly settings: () => Promise<void>;
}

/**
 * Prepares to tell a lone sentinel of a new master: it has no peer that it would believe, so it forgets the old master
 * and monitors the new one, with the settings it had.
 * @throws NoRoute, NoAnswer, ServerError
 */
export async function monitorAnew(sentinel: Actor, name: string, login: Login | undefined): Promise<Telling> {
  const again = await monitorAgain(sentinel.connection, name, login);
  const say = async (commands: readonly (readonly string[])[], withinMs: number) => {
    const replies = await sentinel.connection.batch(commands, withinMs);
    const refused = replies.find((r) => r instanceof ServerError);
    if (refused instanceof ServerError)
      throw new Failure(text('{0} does not monitor the new master', sentinel.name), { why: refused.message });
  };
  return {
    master: (at) => say(again.master(at.ip, at.port), HEAR_MS),
    settings: () => say(again.settings, 5000),
  };
}
