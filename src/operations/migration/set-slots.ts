import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { allEnded } from './all-ended';
import type { Site } from './site';

/** Valkey gives its replicas 2 s for each; some may wait behind others. ms */
const ANSWER_MS = 15_000;
/** A replica that is slow or just restarting is waited for this often. */
const TRIES = 5;
const BETWEEN_MS = 300;

/** What a node is told of a slot; `peer` is a cluster id. */
export type SlotState =
  | { readonly state: 'importing' | 'migrating' | 'node'; readonly peer: string }
  | { readonly state: 'stable' };

/**
 * Tells a node the state of slots. Where that waits for replicas, many connections share the wait.
 * @param onWait told when replicas do not follow and it is tried again
 * @throws Failure naming the node and the slot it refused
 */
export async function setSlots(
  site: Site,
  slots: readonly number[],
  state: SlotState,
  onWait: (site: Site) => void = () => {},
): Promise<void> {
  const { controls } = site;
  await allEnded(
    controls.map(async (connection, i) => {
      const mine = slots.filter((_, n) => n % controls.length === i);
      if (mine.length > 0) await tell(site, connection, mine, state, onWait);
    }),
  );
}

async function tell(
  site: Site,
  connection: Site['control'],
  slots: readonly number[],
  state: SlotState,
  onWait: (site: Site) => void,
): Promise<void> {
  let left = slots;
  for (let attempt = 1; ; attempt++) {
    const replies = await connection
      .batch(
        left.map((slot) => command(slot, state)),
        ANSWER_MS,
      )
      .catch((error: unknown) => {
        throw new Failure(text('{0} could not be told whose slots {1} are', site.name, slots.join(', ')), {
          why: reasonOf(error),
          remedies: ['showLog'],
          cause: error,
        });
      });
    const refused = replies.flatMap((r, i) =>
      r instanceof ServerError && !gaveItsLast(site, state, r) ? [{ error: r, slot: left[i] ?? 0 }] : [],
    );
    const [first] = refused;
    if (!first) return;
    const passing = refused.every(({ error }) => error.code === 'NOREPLICAS');
    if (!passing || attempt === TRIES) {
      throw new Failure(text('{0} refuses a new state of slot {1}', site.name, first.slot), {
        why: first.error.message,
        remedies: ['showLog'],
      });
    }
    onWait(site);
    await sleep(BETWEEN_MS);
    left = refused.map(({ slot }) => slot);
  }
}

/**
 * A master that gave its last slot away makes itself a replica of the new owner as soon as it hears of it, which may be
 * before we tell it (cluster-allow-replica-migration), or while our word waits for its replicas: then it knows whose the
 * slot is.
 */
function gaveItsLast(site: Site, state: SlotState, refusal: ServerError): boolean {
  return (
    state.state === 'node' &&
    state.peer !== site.clusterId &&
    /SETSLOT only with masters|^UNBLOCKED /.test(refusal.message)
  );
}

function command(slot: number, state: SlotState): string[] {
  const peer = state.state === 'stable' ? [] : [state.peer];
  return ['CLUSTER', 'SETSLOT', String(slot), state.state.toUpperCase(), ...peer];
}
