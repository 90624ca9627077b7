import type { Text } from '../../model/text';
import { padded, width } from './columns';
import type { Cell, Document, Part } from './document';

/**
 * A document as Markdown that reads well unrendered: columns are aligned and indented, which is also a code block.
 * The editor gives it an outline and folding.
 */
export function markdownText(document: Document, say: (words: Text) => string): string {
  const blocks = [`# ${document.heading}`];
  if (document.lead.length > 0) blocks.push(document.lead.map(say).join('\n\n'));
  for (const { title, parts } of document.sections) {
    blocks.push(`## ${say(title)}`);
    for (const part of parts) {
      const block = partText(part, say);
      if (block !== '') blocks.push(block);
    }
  }
  return `${blocks.join('\n\n')}\n`;
}

function partText(part: Part, say: (words: Text) => string): string {
  switch (part.kind) {
    case 'rows': {
      const cells = part.rows.map(({ name, value }) => [say(name), cellText(value, say)]);
      return aligned(cells).map(indented).join('\n');
    }
    case 'table': {
      const cells = [part.head.map(say), ...part.rows.map((row) => row.map((cell) => cellText(cell, say)))];
      return part.rows.length === 0 ? '' : aligned(cells).map(indented).join('\n');
    }
    case 'lines':
      return part.lines.map(oneLine).map(indented).join('\n');
    case 'note':
      return oneLine(say(part.note));
  }
}

/** Rows of cells as lines, each column as wide as its widest cell, two spaces between. */
function aligned(cells: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, width(cell));
    });
  }
  return cells.map((row) =>
    row
      .map((cell, i) => padded(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellText(cell: Cell, say: (words: Text) => string): string {
  return oneLine(typeof cell === 'string' ? cell : say(cell));
}

/** What a server or an engine said must not begin a line of its own. */
const oneLine = (words: string): string => words.replace(/\s*[\r\n]+\s*/g, ' ');
const indented = (line: string): string => `    ${line}`;
