import { isSlotHeat, type SlotHeat } from '../../../src/model/slot-heat';
import type { CallResult } from '../../../src/protocol/to-page';
import { t } from '../../l10n';

/** From an answer to the next question: what is measured per second is a mean over this. ms */
export const PAUSE_MS = 3000;

/** What is known of the slots' heat. */
export type Round =
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly why: string }
  /** `before`: the round that rates are measured from. */
  | { readonly kind: 'told'; readonly now: SlotHeat; readonly before: SlotHeat | undefined };

const ASKING: Round = { kind: 'asking' };
type Ask = () => Promise<CallResult>;

/**
 * Asks again and again while somebody looks; never a second question while one is not answered. Who looks says so at
 * every render: a page that shows something else asks nothing more.
 */
export class HeatWatch {
  #round: Round = ASKING;
  #last: SlotHeat | undefined;
  #wanted = false;
  #under = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get round(): Round {
    return this.#round;
  }

  want(ask: Ask, redraw: () => void): void {
    this.#wanted = true;
    if (!this.#under && this.#timer === undefined) void this.#next(ask, redraw);
  }

  /** What was seen before nobody looked is no present: it is forgotten. */
  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#round = ASKING;
    this.#last = undefined;
  }

  async #next(ask: Ask, redraw: () => void): Promise<void> {
    this.#under = true;
    const result = await ask();
    this.#under = false;
    if (!this.#wanted) return;
    this.#take(result);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#next(ask, redraw);
    }, PAUSE_MS);
    this.#wanted = false;
    redraw();
    if (!this.#wanted) this.stop();
  }

  #take(result: CallResult): void {
    if (!result.ok) this.#round = { kind: 'refused', why: result.message };
    else if (!isSlotHeat(result.value)) this.#round = { kind: 'refused', why: t('the answer is malformed') };
    else {
      this.#round = { kind: 'told', now: result.value, before: this.#last };
      this.#last = result.value;
    }
  }
}
