import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Member } from '../member';
import { NotYet, until } from '../until';
import { viewOf } from '../wire-cluster';
import { isOneOf, type Leaver } from './leaver';

const FORGET_MS = 20_000;

/**
 * Has every member of a cluster forget nodes: CLUSTER FORGET on each, at once, as each takes a forgotten node up again
 * from the gossip of one that still knows it, unless it forgot it less than 60 s ago. The leavers must be silent by
 * then: one that still talks is not taken up, but takes up the others. Repeated until nobody knows them.
 * @throws Failure naming the member that does not forget; Cancelled, NoRoute, NoAnswer
 */
export async function forgetInCluster(
  members: readonly Member[],
  leavers: readonly Leaver[],
  signal: AbortSignal,
): Promise<void> {
  await until(
    text('That every node forgets {0}', leavers.map((l) => l.name).join(', ')),
    async () => {
      const knowing = (await Promise.all(members.map((m) => forget(m, leavers)))).filter(
        (w) => w !== undefined,
      );
      return knowing.length === 0 ? true : new NotYet(knowing.join('; '));
    },
    { signal, timeoutMs: FORGET_MS, everyMs: 100 },
  );
}

/** @returns what the member still knew, in words; undefined when it knew none of them */
async function forget(member: Member, leavers: readonly Leaver[]): Promise<string | undefined> {
  const view = await viewOf(member);
  const known = view.peers.filter((p) => p.id !== view.myId && isOneOf(leavers, p.ip, p.port));
  if (known.length === 0) return undefined;
  const holder = known.find((p) => p.slots.length > 0);
  if (holder) {
    throw new Failure(text('{0} still has slots, so it is not forgotten', `${holder.ip}:${holder.port}`), {
      why: `${member.name}: ${holder.id.slice(0, 8)} owns ${holder.slots.map((s) => s.join('-')).join(' ')}`,
      remedies: ['retry', 'showLog'],
    });
  }
  const replies = await member.connection.batch(known.map((p) => ['CLUSTER', 'FORGET', p.id]));
  const refused = replies.find((r) => r instanceof ServerError && !/unknown node/i.test(r.message));
  return refused instanceof ServerError
    ? `${member.name}: ${refused.message}`
    : `${member.name} knew ${known.map((p) => p.id.slice(0, 8)).join(', ')}`;
}
