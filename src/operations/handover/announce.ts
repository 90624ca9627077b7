import { reasonOf } from '../../model/failure';
import type { Place } from '../../model/handover';
import { announce, type Herald } from '../../model/handover-commands';
import type { Log } from '../../model/log';
import { fieldsOf } from '../../model/parse/sentinel';
import { ServerError } from '../../redis/connection';
import type { Mandate } from './election';
import type { Actor } from './party';

/** How long writers wait for a sentinel to hear, ms; one that is late learns it from the others within 2 s. */
const HEAR_MS = 250;

/**
 * For each sentinel the peer in whose name it will hear of the new master: the one voted for, or, for that one itself,
 * another. Each as that sentinel knows it, or it would take it for a stranger.
 * @throws NoRoute, NoAnswer, ServerError
 */
export async function heraldsFor(
  sentinels: readonly Actor[],
  name: string,
  leader: string,
): Promise<ReadonlyMap<Actor, Herald>> {
  const found = await Promise.all(
    sentinels.map(async (s) => {
      const reply = await s.connection.run(['SENTINEL', 'SENTINELS', name]);
      const peers = (Array.isArray(reply) ? reply : []).flatMap((peer) => fieldsOf(peer) ?? []);
      const herald = peers.find((p) => p.get('runid') === leader) ?? peers[0];
      return [s, herald] as const;
    }),
  );
  return new Map(
    found.flatMap(([s, h]) =>
      h ? [[s, { ip: h.get('ip') ?? '', port: Number(h.get('port')), runId: h.get('runid') ?? '' }]] : [],
    ),
  );
}

/**
 * Tells every sentinel of the new master at once, by the message with which sentinels tell each other. A sentinel
 * takes it up within the command (sentinel.c, sentinelPublishCommand). Does not throw: one that did not hear is
 * logged and learns it from the others.
 */
export async function announceMaster(
  heralds: ReadonlyMap<Actor, Herald>,
  name: string,
  master: Place,
  { epoch }: Mandate,
  log: Log,
): Promise<void> {
  await Promise.all(
    [...heralds].map(async ([s, herald]) => {
      const [reply] = await s.connection
        .batch([announce(herald, name, master, epoch)], HEAR_MS)
        .catch((error: unknown) => [error]);
      if (reply instanceof ServerError || reply instanceof Error)
        log.warn(`${s.name} did not hear of the new master: ${reasonOf(reply)}`);
    }),
  );
}
