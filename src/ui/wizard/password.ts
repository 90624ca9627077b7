import { randomInt } from 'node:crypto';
import { type Text, text } from '../../model/text';

/** Letters and digits that no shell, configuration file or URL gives a meaning, without look-alikes. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 24;

/** A random password: 24 characters, about 139 bits. `below(n)` gives a whole number from 0 to n - 1. */
export function generatePassword(below: (n: number) => number = randomInt): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[below(ALPHABET.length)] ?? '').join('');
}

/** What is wrong with a password of the user's own; undefined when nothing is. */
export function passwordProblem(password: string): Text | undefined {
  if (password === '') return text('A password needs at least one character.');
  if (password.length > 128) return text('At most 128 characters.');
  // Sentinel writes it into its own configuration file unquoted, and reads it back from there.
  if (!/^[\x21-\x7e]+$/.test(password)) return text('Only visible ASCII characters, no spaces.');
  if (/["'\\]/.test(password)) return text('No quotes and no backslash: Sentinel cannot keep them.');
  return undefined;
}
