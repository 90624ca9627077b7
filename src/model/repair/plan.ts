import type { Repair } from '../findings/remedy';
import type { Text } from '../text';
import type { RepairStep } from './step';

/** What will be done, in this order. Every step leaves a state from which the repair can be planned anew. */
export interface RepairPlan {
  readonly kind: 'repair';
  readonly repair: Repair;
  readonly steps: readonly RepairStep[];
  /** What it gives up or costs, sentence by sentence. */
  readonly givesUp: readonly Text[];
}

/** It is not done, because the evidence does not say clearly what would be right. */
export interface NoRepair {
  readonly kind: 'cannot';
  readonly why: Text;
  readonly next?: Text;
}

/** Two ways are right, and only the user knows which is wanted. */
export interface RepairChoice {
  readonly kind: 'choose';
  readonly question: Text;
  readonly ways: readonly { readonly label: Text; readonly plan: RepairPlan }[];
}

export type Planned = RepairPlan | NoRepair | RepairChoice;

export const cannot = (why: Text, next?: Text): NoRepair => ({
  kind: 'cannot',
  why,
  ...(next ? { next } : {}),
});

/** A plan of these steps, in this order. */
export const plan = (
  repair: Repair,
  steps: readonly RepairStep[],
  givesUp: readonly Text[] = [],
): RepairPlan => ({
  kind: 'repair',
  repair,
  steps,
  givesUp,
});
