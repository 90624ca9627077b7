import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import { fieldsOf } from '../../model/parse/sentinel';
import type { Login } from '../../model/secrets';
import { setLogin } from '../../model/sentinel-login';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Actor } from './party';

/** How long writers wait for it, ms. */
const HEAR_MS = 300;

/** What SENTINEL MASTER tells and SENTINEL SET takes. */
const KEPT = [
  'down-after-milliseconds',
  'failover-timeout',
  'parallel-syncs',
  'notification-script',
  'client-reconfig-script',
] as const;

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
  const present = fieldsOf(await sentinel.connection.run(['SENTINEL', 'MASTER', name]));
  const set = KEPT.flatMap((option) => {
    const value = present?.get(option);
    return value === undefined ? [] : [['SENTINEL', 'SET', name, option, value]];
  });
  if (login) set.unshift(setLogin(name, login));
  const say = async (commands: readonly (readonly string[])[], withinMs: number) => {
    const replies = await sentinel.connection.batch(commands, withinMs);
    const refused = replies.find((r) => r instanceof ServerError);
    if (refused instanceof ServerError)
      throw new Failure(text('{0} does not monitor the new master', sentinel.name), { why: refused.message });
  };
  return {
    master: (at) =>
      say(
        [
          ['SENTINEL', 'REMOVE', name],
          ['SENTINEL', 'MONITOR', name, at.ip, String(at.port), present?.get('quorum') ?? '1'],
        ],
        HEAR_MS,
      ),
    settings: () => say(set, 5000),
  };
}
