import { inWords, type Manifest, type Setting, type Texts } from './manifest';
import { SECTIONS, type Section } from './what-commands-do';

/**
 * The reference of commands, settings, tasks and tools as Markdown.
 * @throws Error naming a command of the manifest that no section describes, or one described that there is not
 */
export function referencePage(manifest: Manifest, texts: Texts): string {
  demandAllDescribed(manifest);
  const blocks = [
    '# Commands and settings',
    'Made from `package.json` by `node --import tsx test/lab/reference.ts`: change it there, not here.',
    'Every command is in the command palette under **Redis Topology**. The tree and the dashboard offer those that make sense for what is chosen there.',
    '## Commands',
    ...SECTIONS.flatMap((section) => commandBlocks(section, manifest, texts)),
    '## Settings',
    ...manifest.contributes.configuration.flatMap(({ title, properties }) => [
      `### ${inWords(texts, title)}`,
      table(
        ['Setting', 'Default', 'Meaning'],
        Object.entries(properties).map((one) => settingRow(one, texts)),
      ),
    ]),
    '## Tasks',
    ...manifest.contributes.taskDefinitions.flatMap(({ type, required = [], properties }) => [
      `A task of type \`${type}\` in \`tasks.json\` has these properties:`,
      table(
        ['Property', 'Values', 'Meaning'],
        Object.entries(properties).map(([name, { description, enum: values }]) => [
          required.includes(name) ? `\`${name}\`` : `\`${name}\` (optional)`,
          (values ?? []).map((value) => `\`${value}\``).join(', '),
          inWords(texts, description),
        ]),
      ),
    ]),
    '## Tools for assistants',
    'Named `#…` in a chat of the editor. Those that change something ask you first.',
    table(
      ['Tool', 'Name', 'What it does'],
      manifest.contributes.languageModelTools.map((tool) => [
        `\`#${tool.toolReferenceName}\``,
        inWords(texts, tool.displayName),
        tool.modelDescription,
      ]),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function demandAllDescribed({ contributes }: Manifest): void {
  const described = SECTIONS.flatMap(({ commands }) => Object.keys(commands));
  const there = contributes.commands.map(({ command }) => command);
  const differing = [
    ...there.filter((id) => !described.includes(id)),
    ...described.filter((id) => !there.includes(id)),
  ];
  if (differing.length > 0) {
    throw new Error(
      `test/lab/reference/what-commands-do.ts must describe what there is: ${differing.join(', ')}`,
    );
  }
}

function commandBlocks({ title, commands }: Section, { contributes }: Manifest, texts: Texts): string[] {
  const rows = Object.entries(commands).map(([id, does]) => {
    const titled = contributes.commands.find(({ command }) => command === id);
    return [`**${inWords(texts, titled?.title ?? '')}**`, does, `\`${id}\``];
  });
  return [`### ${title}`, table(['Command', 'What it does', 'Id'], rows)];
}

function settingRow([name, setting]: readonly [string, Setting], texts: Texts): string[] {
  const { minimum, maximum, scope } = setting;
  // A link that runs a command works in the settings editor only.
  const meaning = inWords(texts, setting.markdownDescription).replace(/ ?\[[^\]]*\]\(command:[^)]*\)/g, '');
  const range = minimum === undefined || maximum === undefined ? '' : ` From ${minimum} to ${maximum}.`;
  const own = scope === 'machine' ? ' A workspace cannot set it.' : '';
  return [`\`${name}\``, `\`${JSON.stringify(setting.default)}\``, `${meaning}${range}${own}`];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n');
}
