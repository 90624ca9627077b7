import type { Spec } from '../../model/spec';
import { type Text, text } from '../../model/text';

/** Options that are one whole number of the spec. */
export const numberOptions = [
  'maxmemoryMb',
  'nodeTimeoutMs',
  'downAfterMs',
  'failoverTimeoutMs',
  'parallelSyncs',
] as const;
export type NumberOption = (typeof numberOptions)[number];

const prompts: Readonly<Record<NumberOption, Text>> = {
  maxmemoryMb: text('Memory limit of each data node in MB (maxmemory); empty: no limit.'),
  nodeTimeoutMs: text('Node timeout in ms: how long a node may be silent before the others call it failing.'),
  downAfterMs: text('Down-after in ms: how long the master may be silent before a sentinel calls it down.'),
  failoverTimeoutMs: text('Failover timeout in ms: a failed attempt is repeated after twice this time.'),
  parallelSyncs: text('Parallel syncs: how many replicas copy from a new master at the same time.'),
};

export function isNumberOption(id: string): id is NumberOption {
  return numberOptions.some((option) => option === id);
}

export function promptFor(option: NumberOption): Text {
  return prompts[option];
}

/** The option's value in a spec; undefined when it has none. */
export function numberIn(spec: Spec, option: NumberOption): number | undefined {
  const value: unknown = Object.hasOwn(spec, option) ? spec[option as keyof Spec] : undefined;
  return typeof value === 'number' ? value : undefined;
}

/** The spec with the option set. Only options of the spec's own shape are ever asked. */
export function withNumber(spec: Spec, option: NumberOption, value: number | undefined): Spec {
  return { ...spec, [option]: value };
}
