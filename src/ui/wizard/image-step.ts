import { t } from '../localise';
import type { Draft } from './draft';
import { defaultImage, type ImageChoice, imageChoices, including } from './image-choices';
import { imageProblem } from './image-reference';
import type { Choice } from './questions';
import { forbid } from './remarks';
import { askInTurn, type Step, unlessBack } from './steps';
import type { Surroundings } from './surroundings';

const OTHER = 'other';

/** Asks for the server image: what the engine has first, then well-known tags, then any. */
export function imageStep(around: Surroundings): Step<Draft> {
  return async (ask, draft) => {
    for (;;) {
      let preset = draft.spec.image;
      const items = around.localImages().then((local) => {
        const found = imageChoices(local);
        preset ||= defaultImage(around.defaultImage, found);
        return [...including(found, preset).map(imageItem), otherItem()];
      });
      const chosen = await ask.pick<ImageChoice | typeof OTHER>({
        placeholder: t('Which server?'),
        items,
        isActive: (value) => value !== OTHER && value.image === preset,
      });
      const image =
        chosen === OTHER ? await unlessBack(otherImage(ask.title, draft.spec.image)) : chosen.image;
      if (image !== undefined) return { ...draft, spec: { ...draft.spec, image } };
    }
  };
}

function imageItem(choice: ImageChoice): Choice<ImageChoice> {
  return {
    value: choice,
    label: `$(package) ${choice.image}`,
    description: choice.local ? t('on this engine') : t('will be downloaded'),
  };
}

function otherItem(): Choice<typeof OTHER> {
  return {
    value: OTHER,
    label: t('Other image…'),
    detail: t('Any image with a Redis or Valkey server in it.'),
  };
}

function otherImage(title: string, present: string): Promise<string> {
  const ask: Step<string> = (prompt, value) =>
    prompt.line({
      prompt: t('Reference of the image; it is downloaded when the engine does not have it.'),
      placeholder: 'registry.example:5000/team/valkey:9.1',
      value,
      validate: (typed) => forbid(imageProblem(typed)),
    });
  return askInTurn({ title, within: true }, [ask], present).then((typed) => typed.trim());
}
