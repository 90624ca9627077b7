import { randomInt } from 'node:crypto';
import { randomPassword } from '../../model/random-password';
import { type Text, text } from '../../model/text';

/** A random password of letters and digits. */
export const generatePassword = (): string => randomPassword((n) => randomInt(n));

/** What is wrong with a password of the user's own; undefined when nothing is. */
export function passwordProblem(password: string): Text | undefined {
  if (password === '') return text('A password needs at least one character.');
  if (password.length > 128) return text('At most 128 characters.');
  // Sentinel writes it into its own configuration file unquoted, and reads it back from there.
  if (!/^[\x21-\x7e]+$/.test(password)) return text('Only visible ASCII characters, no spaces.');
  if (/["'\\]/.test(password)) return text('No quotes and no backslash: Sentinel cannot keep them.');
  return undefined;
}
