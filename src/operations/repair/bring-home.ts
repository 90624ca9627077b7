import { Failure, throwIfCancelled } from '../../model/failure';
import { eachSlot } from '../../model/moves/move';
import type { BringHomeStep } from '../../model/repair/step';
import type { Login } from '../../model/secrets';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { differs } from '../migration/carry-keys';
import { migrateAuth } from '../migration/migrate-auth';
import { printableKey } from '../migration/printable-key';
import { sameValue } from '../migration/same-value';
import { setSlots } from '../migration/set-slots';
import { type Site, Sites } from '../migration/site';
import type { Work } from '../work';
import type { Verdict } from './conflict';
import { heldValue } from './held-value';
import type { Means } from './means';

const AT_ONCE = 100;
const SILENCE_MS = 5000;
const ANSWER_MS = 30_000;

interface Errand {
  readonly from: Site;
  readonly owner: Site;
  readonly slot: number;
  readonly login: Login | undefined;
  readonly means: Means;
}

/**
 * Moves keys of slots from a node that does not own them to their owner. The node is set to importing, the state in
 * which it lets keys go that are not its own; then it has none, and the slot is closed on it. A key that the owner has
 * too is dropped here only if the values are equal; else the user says which stays, and if the user does not, both do.
 * @throws Failure, Cancelled between slots: what was moved stays moved, and no key is lost
 */
export async function bringHome(
  means: Means,
  topology: TopologySnapshot,
  step: BringHomeStep,
  work: Work,
): Promise<void> {
  const sites = new Sites(means.lab, topology);
  try {
    const login = await means.lab.credentials.loginOf(topology.id, 'admin');
    const [from, owner] = [sites.of(step.node.id), sites.of(step.owner.id)];
    for (const slot of eachSlot(step.slots)) {
      throwIfCancelled(work.signal);
      await setSlots(from, [slot], { state: 'importing', peer: owner.clusterId });
      await emptySlot({ from, owner, slot, login, means }, work.signal);
      await setSlots(from, [slot], { state: 'stable' });
    }
  } finally {
    sites.close();
  }
}

async function emptySlot(errand: Errand, signal: AbortSignal): Promise<void> {
  for (;;) {
    throwIfCancelled(signal);
    const [keys] = await errand.from.control.batchBytes(
      [['CLUSTER', 'GETKEYSINSLOT', String(errand.slot), String(AT_ONCE)]],
      ANSWER_MS,
    );
    if (keys instanceof ServerError) throw refused(errand, keys);
    const listed = Array.isArray(keys) ? keys.filter(Buffer.isBuffer) : [];
    if (listed.length === 0) return;
    const error = await migrate(errand, listed, false);
    if (error?.code === 'BUSYKEY' || /BUSYKEY/.test(error?.message ?? '')) {
      for (const key of listed) await carryOne(errand, key);
    } else if (error) throw refused(errand, error);
  }
}

async function carryOne(errand: Errand, key: Buffer): Promise<void> {
  const error = await migrate(errand, [key], false);
  if (!error) return;
  if (!/BUSYKEY/.test(error.message)) throw refused(errand, error);
  const verdict = (await sameValue(errand.owner, errand.from, key)) ? 'owner' : await ask(errand, key);
  if (verdict === 'leave') throw differs({ source: errand.owner, target: errand.from }, key);
  if (verdict === 'other') {
    const again = await migrate(errand, [key], true);
    if (again) throw refused(errand, again);
    return;
  }
  const [, gone] = await errand.from.control.batchBytes([['ASKING'], ['DEL', key]], ANSWER_MS);
  if (gone instanceof ServerError) throw refused(errand, gone);
}

async function ask({ from, owner, slot, means }: Errand, key: Buffer): Promise<Verdict> {
  const [ours, theirs] = await Promise.all([
    heldValue(owner.control, key, false),
    heldValue(from.control, key, true),
  ]);
  return means.decide({
    key: printableKey(key),
    slot,
    owner: { node: owner.name, value: ours },
    other: { node: from.name, value: theirs },
  });
}

/** @returns what the node refused with */
async function migrate(
  { from, owner, login }: Errand,
  keys: readonly Buffer[],
  replace: boolean,
): Promise<ServerError | undefined> {
  const [reply] = await from.control.batchBytes(
    [
      [
        ...['MIGRATE', owner.address, String(owner.port), '', '0', String(SILENCE_MS)],
        ...(replace ? ['REPLACE'] : []),
        ...migrateAuth(login),
        'KEYS',
        ...keys,
      ],
    ],
    ANSWER_MS,
  );
  return reply instanceof ServerError ? reply : undefined;
}

const refused = ({ from, owner, slot }: Errand, error: ServerError) =>
  new Failure(text('{0} could not send keys of slot {1} to {2}', from.name, slot, owner.name), {
    why: error.message,
    remedies: ['retry', 'showLog'],
    cause: error,
  });
