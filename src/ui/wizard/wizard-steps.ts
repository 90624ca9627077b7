import type { Draft } from './draft';
import { imageStep } from './image-step';
import { lastStep } from './last-step';
import { nameStep } from './name-step';
import { shapeStep } from './shape-step';
import { sizeStep } from './size-step';
import type { Step } from './steps';
import type { Surroundings } from './surroundings';

/** The questions in the order they are asked. `taken` names are not proposed. */
export function wizardSteps(around: Surroundings, taken: readonly string[]): Step<Draft>[] {
  return [shapeStep(taken), nameStep(around), sizeStep, imageStep(around), lastStep(around)];
}
