import type { Text } from '../../src/model/text';

/** Only holes with a semicolon between them: several sentences, which the model joined into one. */
const JOINED = /^\{0\}(; \{\d+\})+$/;

/** The sentences that a text consists of, the most telling first. */
export function sentencesOf(words: Text): readonly Text[] {
  if (!JOINED.test(words.key)) return [words];
  return words.args.flatMap((part) => (typeof part === 'object' ? sentencesOf(part) : []));
}
