import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import { type Command, follow, PROMOTE } from '../../model/handover-commands';
import { parseInfo } from '../../model/parse/info';
import { text } from '../../model/text';
import { NoAnswer, ServerError } from '../../redis/connection';
import { NoRoute } from '../../redis/dial';
import type { Actor } from './party';

/** A replica that does not become master within this is asked what it is; ms. */
const PROMOTE_MS = 300;
const ASK_MS = 400;
/** After the promotion there is no way back: the others are told until they are, for so long. ms */
const INSIST_MS = 10_000;

export async function roleOf(actor: Actor, timeoutMs = 1000): Promise<string> {
  const reply = await actor.connection.run(['ROLE'], timeoutMs);
  return Array.isArray(reply) ? String(reply[0]) : String(reply);
}

/**
 * Makes a replica master. When it does not answer, it is asked once more what it is; if it does not answer that
 * either it counts as not promoted, and the old master stays.
 * @throws Failure
 */
export async function makeMaster(replica: Actor): Promise<void> {
  try {
    const [reply, role] = await replica.connection.batch([PROMOTE, ['ROLE']], PROMOTE_MS);
    if (reply instanceof ServerError) throw reply;
    if (Array.isArray(role) && role[0] === 'master') return;
    throw new NoAnswer(`it says it is ${Array.isArray(role) ? String(role[0]) : String(role)}`);
  } catch (error) {
    const now = await roleOf(replica, ASK_MS).catch((again: unknown) => reasonOf(again));
    if (now === 'master') return;
    throw new Failure(text('{0} did not become master', replica.name), {
      why: reasonOf(error),
      next: text('The old master stays. When {0} answers again, check that it still follows.', replica.name),
      remedies: ['showLog'],
      cause: error,
    });
  }
}

/** What a master that was just demoted had, bytes; more than its successor has is lost. */
export interface Demoted {
  readonly offset: number;
  /** ms on performance.now() when it had surely been demoted */
  readonly at: number;
}

/** Makes the old master follow the new one, however often it must be told; `then` is said in the same breath. @throws Failure */
export async function demote(old: Actor, master: Actor, then: readonly Command[]): Promise<Demoted> {
  const [info] = await insist(old, [['INFO', 'replication'], follow(master.place), ...then], master);
  return { offset: Number(parseInfo(String(info)).get('master_repl_offset') ?? 0), at: performance.now() };
}

/** Makes a replica follow the new master. @throws Failure */
export async function redirect(replica: Actor, master: Actor): Promise<void> {
  await insist(replica, [follow(master.place)], master);
}

/** Says something to a node that must be heard, until it is. @throws Failure */
export async function insist(actor: Actor, commands: readonly Command[], master: Actor) {
  const end = performance.now() + INSIST_MS;
  for (;;) {
    try {
      const replies = await actor.connection.batch(commands, 1000);
      for (const reply of replies) if (reply instanceof ServerError) throw reply;
      return replies;
    } catch (error) {
      const passing = error instanceof NoAnswer || error instanceof NoRoute;
      if (!passing || performance.now() > end) throw unled(actor, master, error);
      await sleep(20);
    }
  }
}

function unled(actor: Actor, master: Actor, cause: unknown): Failure {
  return new Failure(text('{0} is master now, but {1} does not follow it', master.name, actor.name), {
    why: reasonOf(cause),
    next: text('Stop {0} until it can be told: writes it takes will be thrown away.', actor.name),
    remedies: ['showLog'],
    cause,
  });
}
