/** Letters and digits that no shell, configuration file or URL gives a meaning, without look-alikes. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 32;

/** A random password: 32 characters, about 185 bits. `below(n)` gives a whole random number from 0 to n - 1. */
export function randomPassword(below: (n: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[below(ALPHABET.length)] ?? '').join('');
}
