import type { Finding } from '../../model/findings/finding';
import { worse } from '../../model/node-health';
import type { Level } from '../../model/snapshot';
import { show } from '../localise';
import { escapeMarkdown } from './markdown';
import type { Row } from './row';

/** A row and those beneath it, with what findings say about their nodes: in icon, tooltip and spoken words. */
export function decorated(row: Row, findings: readonly Finding[]): Row {
  if (findings.length === 0) return row;
  const mine = findings.filter((f) => f.nodes.includes(row.id));
  const children = row.children.map((child) => decorated(child, findings));
  if (mine.length === 0) return { ...row, children };
  const said = mine.map((f) => show(f.what));
  const { look } = row;
  return {
    ...row,
    look: {
      ...look,
      level: mine.reduce((level, f) => worse(level, levelOf(f)), look.level ?? 'ok'),
      tooltip: [look.tooltip ?? '', ...said.map((s) => `- ${escapeMarkdown(s)}`)].join('\n\n'),
      spoken: [look.spoken, ...said].join(', '),
    },
    children,
  };
}

/** What is only for information leaves a row as it is. */
const levelOf = ({ severity }: Finding): Level => (severity === 'info' ? 'ok' : severity);
