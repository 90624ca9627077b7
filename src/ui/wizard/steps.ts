import { Prompt } from './prompt';
import { Back, type Place } from './questions';

/**
 * Asks for one thing and returns what is known then. It may go back by throwing {@link Back}; what it gives to
 * `keep` before that is not lost.
 */
export type Step<S> = (ask: Prompt, known: S, keep: (known: S) => void) => Promise<S>;

/** Steps without a number and with a way back stand within another step. */
export interface Sequence {
  readonly title: string;
  readonly within?: boolean;
}

/**
 * Asks one step after the other. Back returns to the step before, which shows what it was answered; on the first
 * step it leaves the sequence, so that a step can be a sequence of its own.
 */
export async function askInTurn<S>(
  { title, within = false }: Sequence,
  steps: readonly Step<S>[],
  start: S,
): Promise<S> {
  let known = start;
  const keep = (state: S) => {
    known = state;
  };
  for (let at = 0; at < steps.length; ) {
    const step = steps[at];
    if (!step) break;
    const place: Place = {
      canGoBack: within || at > 0,
      number: within ? undefined : { step: at + 1, total: steps.length },
    };
    try {
      known = await step(new Prompt(title, place), known, keep);
      at++;
    } catch (error) {
      if (!(error instanceof Back) || at === 0) throw error;
      at--;
    }
  }
  return known;
}

/** What was asked for, or undefined when the user went back from it. */
export async function unlessBack<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Back) return undefined;
    throw error;
  }
}
