import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import type { HoldMethod } from '../../model/handover';
import { HOLD_MS, holdCommands, RELEASE, refuseCommands } from '../../model/handover-commands';
import type { Log } from '../../model/log';
import { parseInfo } from '../../model/parse/info';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Actor } from './party';

/** How often, and with how long between, a release is tried that must not fail. */
const RELEASE_TRIES = 20;
const RELEASE_EVERY_MS = 100;

/** Writes are held on a master until released; a pause ends after HOLD_MS by itself. */
export interface Hold {
  /** ms on performance.now() */
  readonly since: number;
  /** Until then it surely holds: reckoned from before it was asked for. ms on performance.now() */
  readonly until: number;
  /** The master's replication offset once no write was taken any more, bytes. */
  readonly offset: number;
  readonly replicationId: string;
  /** Lets writes go on; harmless when they do already. Never throws: what cannot be undone ends by itself or is logged. */
  release(): Promise<void>;
}

/** On whom writes are held. */
export type Held = Pick<Actor, 'name' | 'connection'>;

/** Holds writes on a master. @throws NoRoute, NoAnswer, ServerError; writes are not held then, or end to be by themselves */
export async function holdWrites(master: Held, how: HoldMethod, log: Log): Promise<Hold> {
  const undo = how === 'refuse' ? await presentRule(master) : [RELEASE];
  const since = performance.now();
  const release = () => surely(master, undo, log);
  try {
    const replies = await master.connection.batch([...holdCommands(how), ['INFO', 'replication']], 500);
    for (const reply of replies) if (reply instanceof ServerError) throw reply;
    const info = parseInfo(String(replies.at(-1)));
    // What was planned from may be a second old.
    if (info.get('role') !== 'master') throw new Failure(text('{0} is not the master any more', master.name));
    return {
      since,
      until: how === 'pause' ? since + HOLD_MS : Number.POSITIVE_INFINITY,
      offset: Number(info.get('master_repl_offset')),
      replicationId: info.get('master_replid') ?? '',
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The commands that put the present rule on refusing writes back. */
async function presentRule(master: Held): Promise<ReturnType<typeof refuseCommands>> {
  const value = async (name: string) => {
    const reply = await master.connection.run(['CONFIG', 'GET', name]);
    return Array.isArray(reply) ? String(reply[1] ?? '0') : '0';
  };
  return refuseCommands(await value('min-replicas-to-write'), await value('min-replicas-max-lag'));
}

async function surely(master: Held, commands: readonly (readonly string[])[], log: Log): Promise<void> {
  for (let i = 0; i < RELEASE_TRIES; i++) {
    try {
      const replies = await master.connection.batch(commands, 500);
      for (const reply of replies)
        if (reply instanceof ServerError) log.warn(`${master.name}: ${reply.message}`);
      return;
    } catch (error) {
      log.warn(`${master.name}: writes could not be released: ${reasonOf(error)}`);
      await sleep(RELEASE_EVERY_MS);
    }
  }
}
