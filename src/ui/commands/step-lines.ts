import type { HandoverStep } from '../../model/handover';
import { show, t } from '../localise';

/** A plan's steps as lines to read before agreeing to it; what several nodes are sent alike stands in one line. */
export function stepLines(steps: readonly HandoverStep[]): string[] {
  const alike = new Map<string, HandoverStep[]>();
  for (const step of steps) {
    const key = [step.what.key, ...step.commands].join('\n');
    alike.set(key, [...(alike.get(key) ?? []), step]);
  }
  return [...alike.values()].map((group) => {
    const [first, ...others] = group;
    const what = first ? show(first.what) : '';
    const commands = first?.commands.join('; ') ?? '';
    const names = others.map((step) => step.node).join(', ');
    const whole = names === '' ? what : t('{0} (likewise {1})', what, names);
    return commands === '' ? whole : `${whole}: ${commands}`;
  });
}
