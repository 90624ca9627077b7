import { keySlot } from '../../src/model/key-slot';
import type { Holding } from '../../src/model/moves/holding';
import { parseRanges } from '../../src/model/moves/parse-ranges';
import { DEFAULT_THRESHOLD } from '../../src/model/moves/rebalance';
import type { Wish } from '../../src/model/moves/wish';
import { SLOT_COUNT } from '../../src/model/slot-owners';
import { countSlots } from '../../src/model/structure';
import { t } from '../l10n';
import type { Draft } from './draft';

/** As many as one would try with, where nothing suggests another number. */
const SOME = 1000;

export type Masters = readonly Holding[];

export const isEmpty = (held: Holding): boolean => held.slots.length === 0;

/** The master that gets slots: the chosen one, else who has fewest. */
export function targetOf({ form, target, key }: Draft, masters: Masters): Holding | undefined {
  const chosen = masters.find((m) => m.id === target);
  if (chosen) return chosen;
  const owner = form === 'moveSlot' && key !== '' ? ownerOf(keySlot(key), masters) : undefined;
  const others = masters.filter((m) => m !== owner);
  return [...others].sort((a, b) => countSlots(a.slots) - countSlots(b.slots))[0];
}

/** The master that is emptied: the chosen one, else the first that has slots. */
export function sourceOf({ source }: Draft, masters: Masters): Holding | undefined {
  return masters.find((m) => m.id === source) ?? masters.find((m) => !isEmpty(m));
}

export const ownerOf = (slot: number, masters: Masters): Holding | undefined =>
  masters.find((m) => m.slots.some(([first, last]) => first <= slot && slot <= last));

/** How many slots: what was typed, else what the target lacks of its fair share. */
export function countOf({ count }: Draft, target: Holding | undefined, masters: Masters): string {
  if (count !== undefined) return count;
  const lacks = Math.floor(SLOT_COUNT / masters.length) - (target ? countSlots(target.slots) : 0);
  return String(lacks > 0 ? lacks : SOME);
}

export const thresholdOf = ({ threshold }: Draft): string => threshold ?? String(DEFAULT_THRESHOLD);
export const weightOf = ({ weights }: Draft, id: string): string => weights.get(id) ?? '1';

/** What the form asks for; a sentence where it does not ask for anything yet. */
export function wishOf(draft: Draft, masters: Masters): Wish | string {
  const target = targetOf(draft, masters);
  switch (draft.form) {
    case 'reshard':
      return target ? reshardWish(draft, target, masters) : t('There is no master yet.');
    case 'rebalance':
      return rebalanceWish(draft, masters);
    case 'drain': {
      const source = sourceOf(draft, masters);
      const { includeEmpty } = draft;
      return source ? { kind: 'drain', from: source.id, includeEmpty } : t('No master has slots.');
    }
    case 'moveSlot':
      if (draft.key === '') return t('Say which key.');
      return target ? { kind: 'moveSlot', key: draft.key, to: target.id } : t('There is no master yet.');
  }
}

function reshardWish(draft: Draft, target: Holding, masters: Masters): Wish | string {
  const givers = masters.filter((m) => m !== target && !isEmpty(m) && !draft.spared.has(m.id));
  if (givers.length === 0) return t('Choose at least one master to take slots from.');
  const wish = { kind: 'reshard', from: givers.map((m) => m.id), to: target.id } as const;
  if (draft.by === 'count') {
    const count = countOf(draft, target, masters).trim();
    if (!/^\d{1,5}$/.test(count)) return t('Say how many slots, such as 1000.');
    return { ...wish, slots: { count: Number(count) } };
  }
  const ranges = parseRanges(draft.ranges);
  return ranges ? { ...wish, slots: { ranges } } : t('Say which slots, such as 0-99, 7000.');
}

function rebalanceWish(draft: Draft, masters: Masters): Wish | string {
  const read = (typed: string) =>
    /^\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN;
  const weights = Object.fromEntries(masters.map(({ id }) => [id, read(weightOf(draft, id).trim())]));
  const thresholdPercent = read(thresholdOf(draft).trim());
  return { kind: 'rebalance', weights, thresholdPercent, includeEmpty: draft.includeEmpty };
}
