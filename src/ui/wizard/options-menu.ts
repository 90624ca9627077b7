import { show, t } from '../localise';
import { optionStep } from './ask-option';
import { createItem } from './create-item';
import type { Draft } from './draft';
import { type OptionId, optionRows } from './option-rows';
import type { Choice } from './questions';
import { askInTurn, type Step, unlessBack } from './steps';
import type { Surroundings } from './surroundings';

interface Outcome {
  readonly draft: Draft;
  /** False: back to the summary. */
  readonly create: boolean;
}

/** Every option with its present value, until the user creates the topology or goes back. */
export async function optionsMenu(
  title: string,
  around: Surroundings,
  start: Draft,
  keep: (draft: Draft) => void,
): Promise<Outcome> {
  let draft = start;
  let last: OptionId | 'create' = 'create';
  const sequence = { title: t('{0}: Options', title), within: true };
  for (;;) {
    const menu: Step<OptionId | 'create'> = (ask, active) =>
      ask.pick<OptionId | 'create'>({
        placeholder: t('Choose what to change; Create makes it'),
        items: [createItem(draft), ...optionItems(draft)],
        isActive: (value) => value === active,
      });
    const chosen: OptionId | 'create' | undefined = await unlessBack(askInTurn(sequence, [menu], last));
    if (chosen === undefined) return { draft, create: false };
    if (chosen === 'create') return { draft, create: true };
    last = chosen;
    draft = (await unlessBack(askInTurn(sequence, [optionStep(chosen, around)], draft))) ?? draft;
    keep(draft);
  }
}

function optionItems(draft: Draft): Choice<OptionId>[] {
  return optionRows(draft.spec).map(({ id, label, value }) => ({
    value: id,
    label: show(label),
    description: show(value),
  }));
}
