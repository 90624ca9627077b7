import { freeName, nameProblem } from '../../model/names';
import { text } from '../../model/text';
import { t } from '../localise';
import type { Draft } from './draft';
import { forbid } from './remarks';
import type { Step } from './steps';
import type { Surroundings } from './surroundings';

/** Asks for the name; one that is taken on the engine is refused, with a free one named. */
export function nameStep(around: Surroundings): Step<Draft> {
  return async (ask, draft) => {
    const typed = await ask.line({
      prompt: t('Name the topology. Its containers, network and volumes are named after it.'),
      value: draft.spec.name,
      validate: async (value) => forbid(problem(value.trim(), await around.takenNames())),
    });
    return { ...draft, spec: { ...draft.spec, name: typed.trim() } };
  };
}

function problem(name: string, taken: readonly string[]) {
  const what = nameProblem(name, taken);
  return what && taken.includes(name) ? text('{0} {1} is free.', what, freeName(name, taken)) : what;
}
