import { type Text, text } from './text';

/**
 * Checks a topology's name. It becomes a Docker container and volume name, a DNS label, a sentinel master name
 * and a label value, so it keeps to what all of them accept.
 * @returns what is wrong, or undefined.
 */
export function nameProblem(name: string, taken: readonly string[]): Text | undefined {
  if (name === '') return text('A topology needs a name.');
  if (name.length > 40) return text('At most 40 characters: it becomes part of container names.');
  if (!/^[a-z0-9]/.test(name)) return text('The name must start with a lower-case letter or a digit.');
  if (!/^[a-z0-9-]+$/.test(name))
    return text('Only lower-case letters, digits and hyphens: Docker and Sentinel share this name.');
  if (name.endsWith('-')) return text('The name must not end with a hyphen.');
  if (taken.includes(name)) return text('There is already a topology named {0}.', name);
  return undefined;
}

/** A name that is free: the wish itself, or with the first free number behind it. */
export function freeName(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish;
  for (let n = 2; ; n++) if (!taken.includes(`${wish}-${n}`)) return `${wish}-${n}`;
}
