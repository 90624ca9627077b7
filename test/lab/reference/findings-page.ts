import { CLUSTER, ENGINE, type Meaning, REPLICATION, SENTINEL } from './what-findings-mean';

const GROUPS = [
  ['Cluster', CLUSTER],
  ['Sentinel', SENTINEL],
  ['Replication', REPLICATION],
  ['Containers', ENGINE],
] as const;

/** Every rule's description, by its id. */
export const MEANINGS: Readonly<Record<string, Meaning>> = Object.fromEntries(
  GROUPS.flatMap(([, meanings]) => Object.entries(meanings)),
);

/** The file in which a rule is proven. */
export const proofOf = ({ proof }: Meaning): string => `test/engine/${proof}.test.ts`;

const row = ([id, meaning]: [string, Meaning]): string => {
  const { wrong, severity, remedy } = meaning;
  const file = proofOf(meaning);
  const words = remedy.map((r) => (r === 'advice' ? 'advice' : `\`${r}\``)).join(', ');
  return `| \`${id}\` | ${wrong} | ${severity.join(' or ')} | ${words} | [${meaning.proof}](../${file}) |`;
};

/** docs/findings.md. */
export function findingsPage(): string {
  const tables = GROUPS.map(([title, meanings]) =>
    [
      `## ${title}`,
      '',
      '| Finding | What is wrong | Severity | Remedy | Proven on real servers by |',
      '| --- | --- | --- | --- | --- |',
      ...Object.entries(meanings).map(row),
    ].join('\n'),
  );
  return [
    '# Findings',
    'What the extension finds wrong with a topology. Every finding says which node said what, why it matters, and what to do: a\nrepair, whose commands are shown before anything is sent, or advice where only you can act. What passes by itself within\nseconds is not told. Written by `node --import tsx test/lab/findings.ts`.',
    ...tables,
  ]
    .join('\n\n')
    .concat('\n');
}
