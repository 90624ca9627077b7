import { Failure } from '../../model/failure';
import { migrateOutcome } from '../../model/moves/migrate-reply';
import type { Login } from '../../model/secrets';
import { text } from '../../model/text';
import type { ServerError } from '../../redis/connection';
import type { Lanes } from './lanes';
import { migrateAuth } from './migrate-auth';
import { printableKey } from './printable-key';
import type { Road } from './road';
import { sameValue } from './same-value';
import type { Site } from './site';

/** How long a source may wait for a silent target, during which it serves nobody. ms */
const SILENCE_MS = 500;
/** A big value is written and restored in one piece. */
const BIG_SILENCE_MS = 20_000;
/** Beyond what the source waits for each key's answer. ms */
const ANSWER_MS = 15_000;

/** The way keys of one slot go. */
export interface Way {
  readonly source: Site;
  readonly target: Site;
  readonly slot: number;
  readonly lanes: Lanes;
  readonly road: Road;
  /** How the source logs in to the target; every node takes the same. */
  readonly login: Login | undefined;
}

/**
 * Moves keys of one slot in one MIGRATE. A key that the target has already is compared and replaced only by the same
 * value: a source that broke off may have sent it.
 * @param big one key that takes long
 * @throws Failure naming the nodes, and the key where it is one key's matter
 */
export async function carryKeys(way: Way, keys: readonly Buffer[], big = false): Promise<void> {
  for (;;) {
    const blocked = await way.road.clear();
    if (blocked) throw refused(way, blocked);
    const error = await migrate(way, keys, big, false);
    const outcome = migrateOutcome(error?.message);
    if (outcome === 'passing' && error) {
      way.road.bad(error);
      continue;
    }
    way.road.good();
    if (outcome === 'busy') return carryBusy(way, keys, big);
    if (error) throw refused(way, error);
    return;
  }
}

/** Of several keys those that the target did not have are there by now; one by one shows which the others are. */
async function carryBusy(way: Way, keys: readonly Buffer[], big: boolean): Promise<void> {
  const [key] = keys;
  if (keys.length > 1 || !key) {
    for (const one of keys) await carryKeys(way, [one], big);
    return;
  }
  const { source, target, slot } = way;
  if (!(await sameValue(source, target, key))) throw differs(way, key);
  const error = await migrate(way, keys, big, true);
  if (error) throw refused({ source, target, slot }, error);
}

function migrate(
  { target, lanes, login }: Way,
  keys: readonly Buffer[],
  big: boolean,
  replace: boolean,
): Promise<ServerError | undefined> {
  const silenceMs = big ? BIG_SILENCE_MS : SILENCE_MS;
  const options = [...(replace ? ['REPLACE'] : []), ...migrateAuth(login)];
  const way = [target.address, String(target.port), '', '0', String(silenceMs)];
  return lanes.call(['MIGRATE', ...way, ...options, 'KEYS', ...keys], keys.length, ANSWER_MS + 2 * silenceMs);
}

/** What is to be said of a key whose two values differ: nobody but the user knows which is right. */
export function differs({ source, target }: Pick<Way, 'source' | 'target'>, key: Buffer): Failure {
  return new Failure(
    text('Key {0} has one value on {1} and another on {2}', printableKey(key), source.name, target.name),
    {
      next: text('Clients get the one on {0}. Delete the one that is wrong, then go on.', source.name),
      remedies: ['openDashboard', 'showLog'],
    },
  );
}

const refused = ({ source, target, slot }: Pick<Way, 'source' | 'target' | 'slot'>, error: ServerError) =>
  new Failure(text('{0} could not send keys of slot {1} to {2}', source.name, slot, target.name), {
    why: error.message,
    remedies: ['retry', 'showLog'],
    cause: error,
  });
