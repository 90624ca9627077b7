import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import { fieldsOf } from '../../model/parse/sentinel';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Actor } from './party';

/** What SENTINEL MASTER tells and SENTINEL SET takes. */
const KEPT = [
  'down-after-milliseconds',
  'failover-timeout',
  'parallel-syncs',
  'notification-script',
  'client-reconfig-script',
] as const;

/**
 * Prepares to tell a lone sentinel of a new master: it has no peer that it would believe, so it forgets the old master
 * and monitors the new one, with the settings it had.
 * @returns what tells it
 * @throws NoRoute, NoAnswer, ServerError
 */
export async function monitorAnew(
  sentinel: Actor,
  name: string,
  password: string | undefined,
): Promise<(master: Place) => Promise<void>> {
  const present = fieldsOf(await sentinel.connection.run(['SENTINEL', 'MASTER', name]));
  const set = KEPT.flatMap((option) => {
    const value = present?.get(option);
    return value === undefined ? [] : [['SENTINEL', 'SET', name, option, value]];
  });
  if (password !== undefined) set.unshift(['SENTINEL', 'SET', name, 'auth-pass', password]);
  return async (master) => {
    const replies = await sentinel.connection.batch([
      ['SENTINEL', 'REMOVE', name],
      ['SENTINEL', 'MONITOR', name, master.ip, String(master.port), present?.get('quorum') ?? '1'],
      ...set,
    ]);
    const refused = replies.find((r) => r instanceof ServerError);
    if (refused instanceof ServerError)
      throw new Failure(text('{0} does not monitor the new master', sentinel.name), { why: refused.message });
  };
}
