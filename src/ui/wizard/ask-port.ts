import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import type { Draft } from './draft';
import { wholeNumber } from './numbers';
import { type PortField, portIn, portProblem, withPort } from './port-problem';
import { forbid } from './remarks';
import type { Step } from './steps';
import type { Surroundings } from './surroundings';

/** Asks for a first port; where one is taken, the next free place is named. */
export function portStep(field: PortField, around: Surroundings): Step<Draft> {
  return async (ask, draft) => {
    const typed = await ask.line({
      prompt:
        field === 'firstPort'
          ? t('First port. Each node takes the next one, the same inside its container and on this machine.')
          : t('First port of the sentinels. Each takes the next one.'),
      value: String(portIn(draft.spec, field)),
      validate: async (input) => {
        const port = wholeNumber(input);
        if (port === undefined) return forbid(text('A whole number.'));
        const spec = withPort(draft.spec, field, port);
        return forbid(portProblem(spec, field) ?? (await taken(spec, field, around)));
      },
    });
    const port = wholeNumber(typed) ?? portIn(draft.spec, field);
    return { ...draft, spec: withPort(draft.spec, field, port) };
  };
}

async function taken(spec: Draft['spec'], field: PortField, around: Surroundings) {
  try {
    const free = portIn(await around.withFreePorts(spec), field);
    return free === portIn(spec, field)
      ? undefined
      : text('Some of these ports are taken. From {0} up they are free.', free);
  } catch (error) {
    if (error instanceof Failure) return error.what;
    throw error;
  }
}
