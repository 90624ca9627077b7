import { specProblems } from '../../model/spec-problems';
import { text } from '../../model/text';
import { show } from '../localise';
import { clientsStep } from './ask-clients';
import { extraLinesStep } from './ask-extra-lines';
import { passwordStep } from './ask-password';
import { persistenceStep } from './ask-persistence';
import { portStep } from './ask-port';
import { tlsStep } from './ask-tls';
import type { Draft } from './draft';
import { type NumberOption, numberIn, promptFor, withNumber } from './number-options';
import { wholeNumber } from './numbers';
import type { OptionId } from './option-rows';
import { forbid, remarkOn } from './remarks';
import type { Step } from './steps';
import type { Surroundings } from './surroundings';

/** The step that asks for one of the options. */
export function optionStep(id: OptionId, around: Surroundings): Step<Draft> {
  switch (id) {
    case 'firstPort':
    case 'firstSentinelPort':
      return portStep(id, around);
    case 'password':
      return passwordStep;
    case 'tls':
      return tlsStep;
    case 'clients':
      return clientsStep;
    case 'persistence':
      return persistenceStep;
    case 'extraConfig':
      return extraLinesStep;
    default:
      return numberStep(id);
  }
}

function numberStep(option: NumberOption): Step<Draft> {
  const optional = option === 'maxmemoryMb';
  return async (ask, draft) => {
    const present = numberIn(draft.spec, option);
    const typed = await ask.line({
      prompt: show(promptFor(option)),
      value: present === undefined ? '' : String(present),
      validate: (input) => {
        if (optional && input.trim() === '') return undefined;
        const n = wholeNumber(input);
        if (n === undefined) return forbid(text('A whole number.'));
        return remarkOn(
          specProblems(withNumber(draft.spec, option, n), []).filter((p) => p.field === option),
        );
      },
    });
    return { ...draft, spec: withNumber(draft.spec, option, wholeNumber(typed)) };
  };
}
