import { extraConfigProblem } from '../../model/spec-problems';
import { t } from '../localise';
import type { Draft } from './draft';
import type { Choice } from './questions';
import { forbid } from './remarks';
import { askInTurn, type Step, unlessBack } from './steps';

/** Lets the user add, change and delete lines of the data nodes' configuration file. */
export const extraLinesStep: Step<Draft> = async (ask, draft) => {
  let lines = draft.spec.extraConfig;
  for (;;) {
    const present = lines;
    const asked = ask.pick<number>({
      placeholder: t('Lines added to every data node’s configuration file'),
      items: [...present.map(lineItem), addItem(present.length), doneItem()],
      isActive: (value) => value === (present.length === 0 ? 0 : DONE),
    });
    // Every line has been accepted by itself, so going back from here is being done.
    const chosen = (await unlessBack(asked)) ?? DONE;
    if (chosen === DONE) return { ...draft, spec: { ...draft.spec, extraConfig: lines } };
    const typed = await unlessBack(askLine(ask.title, present[chosen] ?? ''));
    if (typed !== undefined) lines = withLine(present, chosen, typed);
  }
};

const DONE = -1;

/** Replaces or appends a line; an empty one deletes it. */
function withLine(lines: readonly string[], at: number, line: string): readonly string[] {
  const trimmed = line.trim();
  return [...lines.slice(0, at), ...(trimmed === '' ? [] : [trimmed]), ...lines.slice(at + 1)];
}

const lineItem = (line: string, value: number): Choice<number> => ({ value, label: line });
const addItem = (value: number): Choice<number> => ({ value, label: `$(add) ${t('Add a line…')}` });
const doneItem = (): Choice<number> => ({ value: DONE, label: `$(check) ${t('Done')}` });

function askLine(title: string, present: string): Promise<string> {
  const ask: Step<string> = (prompt, value) =>
    prompt.line({
      prompt: t('A directive and its value, such as hz 20. Empty deletes the line.'),
      value,
      validate: (typed) => forbid(extraConfigProblem(typed)),
    });
  return askInTurn({ title, within: true }, [ask], present);
}
