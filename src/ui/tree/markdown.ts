/** Text as Markdown that shows exactly that text: no link, image, HTML, table cell or line break comes of it. */
export function escapeMarkdown(plain: string): string {
  return plain.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A two-column table of plain texts, as Markdown; rows without a value are left out. */
export function markdownTable(
  title: string,
  rows: readonly (readonly [name: string, value: string | number | undefined])[],
): string {
  const lines = rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `| ${escapeMarkdown(name)} | ${escapeMarkdown(String(value))} |`);
  return [`**${escapeMarkdown(title)}**`, '', '| | |', '|:--|:--|', ...lines].join('\n');
}
