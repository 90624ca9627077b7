import type { MoveMeasure } from '../../src/model/moves/migration';
import type { Move } from '../../src/model/moves/move';
import type { PageQuestion } from '../../src/protocol/to-host';
import type { CallResult } from '../../src/protocol/to-page';
import { t } from '../l10n';

/** Who types changes the plan with every letter; what it means is asked once they pause. ms */
const PAUSE_MS = 350;

export type Measured =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly measure: MoveMeasure }
  | { readonly kind: 'failed'; readonly message: string };

type Ask = (question: PageQuestion) => Promise<CallResult>;

let asked = '';
let measured: Measured = { kind: 'asking' };
let timer: ReturnType<typeof setTimeout> | undefined;

/** What the moves mean, as far as it is known; asks the extension when they are others than before. */
export function measureOf(moves: readonly Move[], ask: Ask, redraw: () => void): Measured {
  const key = JSON.stringify(moves);
  if (key !== asked) {
    asked = key;
    measured = { kind: 'asking' };
    clearTimeout(timer);
    timer = setTimeout(() => {
      ask({ name: 'measureMoves', moves }).then((result) => {
        // Other moves were asked for meanwhile.
        if (asked !== key) return;
        measured = read(result);
        redraw();
      });
    }, PAUSE_MS);
  }
  return measured;
}

/** Forgets what is known, so that it is asked anew. */
export function measureAgain(): void {
  asked = '';
}

function read(result: CallResult): Measured {
  if (!result.ok) return { kind: 'failed', message: result.message };
  const { value } = result;
  return isMeasure(value)
    ? { kind: 'known', measure: value }
    : { kind: 'failed', message: t('The answer cannot be read.') };
}

function isMeasure(v: unknown): v is MoveMeasure {
  if (typeof v !== 'object' || v === null) return false;
  const { keys, bytes, estimateMs, method, why } = v as Partial<Record<keyof MoveMeasure, unknown>>;
  return (
    [keys, bytes, estimateMs].every(Number.isFinite) &&
    (method === 'atomic' || method === 'keyByKey') &&
    typeof why === 'object'
  );
}
