import type { Spec } from '../../model/spec';
import { specProblems } from '../../model/spec-problems';
import { text } from '../../model/text';
import { wholeNumber } from './numbers';
import type { Prompt } from './prompt';
import { forbid, remarkOn } from './remarks';

export interface NumberQuestion {
  /** Which of the spec's fields it is: problems of this field are shown beneath. */
  readonly field: string;
  readonly prompt: string;
  readonly value: number;
  /** The spec with the number in it. */
  readonly put: (n: number) => Spec;
}

/** Asks for a whole number; what the spec's rules say of it is shown while it is typed. */
export async function askNumber(ask: Prompt, { field, prompt, value, put }: NumberQuestion): Promise<Spec> {
  const typed = await ask.line({
    prompt,
    value: String(value),
    validate: (input) => {
      const n = wholeNumber(input);
      if (n === undefined) return forbid(text('A whole number.'));
      return remarkOn(specProblems(put(n), []).filter((p) => p.field === field || p.field === 'size'));
    },
  });
  return put(wholeNumber(typed) ?? value);
}
