import type { SlotHeat } from '../../../src/model/slot-heat';
import type { Opened } from '../open-page';
import { NOW } from './nodes';

/** A number between 0 and 1, the same for the same n. */
const noise = (n: number) => Math.abs(Math.sin(n * 12.9898) * 43758.5453) % 1;

/** Keys spread evenly, but for one crowded slot; the third master tells nothing. */
export const crowdedSlot: SlotHeat = {
  at: NOW,
  metrics: {
    keys: Array.from({ length: 16384 }, (_, slot) => {
      if (slot > 10_922) return -1;
      return slot === 8363 ? 184 : Math.round(20 * noise(slot) + (slot % 3000 < 40 ? 60 : 0));
    }),
  },
  silent: [
    { node: 'orders-7004', why: "NOPERM User default has no permissions to run 'cluster|slot-stats'" },
  ],
};

/** Chooses keys on the ribbon and plays the extension's answer. */
export async function lookAtHeat({ page, send, sent }: Opened, heat: SlotHeat): Promise<void> {
  await page.locator('section[aria-labelledby=slots-title] [role=group].filters button').nth(1).click();
  const asked = (await sent()).findLast((m) => m.kind === 'call' && m.call.name === 'slotHeat');
  if (asked?.kind !== 'call') throw new Error('heat was not asked for');
  await send({ kind: 'reply', id: asked.id, result: { ok: true, value: heat } });
}
