import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import { voteFor } from '../../model/handover-commands';
import { fieldsOf } from '../../model/parse/sentinel';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Actor } from './party';

/** A sentinel's current epoch is not to be had: an epoch it has passed gets no vote, and a later one is tried. */
const TRIES = 12;

/** What the sentinels granted: this epoch is ours, for one new master. */
export interface Mandate {
  readonly epoch: number;
  /** The run id of the sentinel that they voted for. */
  readonly leader: string;
}

/**
 * Has the sentinels vote for the first of them in a new epoch, as they do before a failover (sentinel.c,
 * sentinelVoteLeader): the new configuration gets an epoch that nobody else can have, and those who voted begin no
 * failover of their own meanwhile. A vote that is not used costs nothing but the number: the one voted for may begin
 * a failover at any time, with the others' votes in a later epoch.
 * @throws Failure when no majority votes
 */
export async function win(sentinels: readonly Actor[], name: string, master: Place): Promise<Mandate> {
  const known = await Promise.all(sentinels.map((s) => s.connection.run(['SENTINEL', 'MASTER', name])));
  const masters = known.map(fieldsOf);
  const count = 1 + Math.max(...masters.map((m) => Number(m?.get('num-other-sentinels') ?? 0)));
  const needed = Math.max(Math.floor(count / 2) + 1, ...masters.map((m) => Number(m?.get('quorum') ?? 0)));
  let epoch = 1 + Math.max(...masters.map((m) => Number(m?.get('config-epoch') ?? 0)));
  const [first] = sentinels;
  if (!first) throw new Failure(text('No sentinel answers'));
  const leader = String(await first.connection.run(['SENTINEL', 'MYID']));
  let words = '';
  for (let step = 1; step < 2 ** TRIES; step *= 2) {
    const votes = await Promise.all(sentinels.map((s) => voteOf(s, leader, master, epoch)));
    words = votes.map((v, i) => `${sentinels[i]?.name}: ${v}`).join('; ');
    if (votes.filter((v) => v === 'yes').length >= needed) return { epoch, leader };
    epoch += step;
  }
  throw new Failure(text('The sentinels did not vote for a new epoch: {0} votes are needed', needed), {
    why: words,
    next: text('Nothing was changed.'),
    remedies: ['retry', 'showLog'],
  });
}

async function voteOf(s: Actor, leader: string, master: Place, epoch: number): Promise<string> {
  const [reply] = await s.connection.batch([voteFor(leader, master, epoch)]);
  if (reply instanceof ServerError) return reply.message;
  const [, voted, at] = Array.isArray(reply) ? reply : [];
  return voted === leader && Number(at) === epoch ? 'yes' : `${String(voted)} in epoch ${String(at)}`;
}
