import { MarkdownString } from 'vscode';
import type { Text } from '../../model/text';
import { show } from '../localise';

/** What a plan means and what it does, to be read before agreeing. */
export function planMessage(remarks: readonly Text[], lines: readonly string[]): MarkdownString {
  const message = new MarkdownString();
  for (const remark of remarks) message.appendMarkdown(`${plain(show(remark))}\n\n`);
  return message.appendCodeblock(lines.join('\n'));
}

/**
 * Names come from servers: they are text. (`appendText` makes every space one that does not break, so that a sentence
 * would be one line however long.)
 */
const plain = (words: string): string => words.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
